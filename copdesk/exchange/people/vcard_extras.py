"""What a card says that has no field of its own here: kept as lines of notes, so none is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from copdesk.domain.text import one_line
from copdesk.exchange.content_lines import ContentLine
from copdesk.language import N_, _, month_text

_DATES: Final = {
    "BDAY": N_("Birthday"),
    "ANNIVERSARY": N_("Anniversary"),
    "X-ANNIVERSARY": N_("Anniversary"),
    "X-EVOLUTION-ANNIVERSARY": N_("Anniversary"),
    "X-ABDATE": N_("Date"),
    "DEATHDATE": N_("Died"),
}
_TEXTS: Final = {
    "URL": N_("Web page"),
    "IMPP": N_("Chat"),
    "X-SKYPE": "Skype",
    "X-SKYPE-USERNAME": "Skype",
    "X-JABBER": "Jabber",
    "X-AIM": "AIM",
    "X-ICQ": "ICQ",
    "X-MSN": "MSN",
    "X-YAHOO": "Yahoo",
    "X-QQ": "QQ",
    "X-WHATSAPP": "WhatsApp",
    "X-TWITTER": "Twitter",
    "SOCIALPROFILE": N_("Profile"),
    "X-SOCIALPROFILE": N_("Profile"),
    "RELATED": N_("Related person"),
    "X-ABRELATEDNAMES": N_("Related person"),
    "X-SPOUSE": N_("Spouse"),
    "X-EVOLUTION-SPOUSE": N_("Spouse"),
    "X-MANAGER": N_("Manager"),
    "X-EVOLUTION-MANAGER": N_("Manager"),
    "X-ASSISTANT": N_("Assistant"),
    "X-EVOLUTION-ASSISTANT": N_("Assistant"),
    "LANG": N_("Speaks"),
    "PRONOUNS": N_("Pronouns"),
    "EXPERTISE": N_("Knows about"),
    "HOBBY": N_("Hobby"),
    "INTEREST": N_("Interest"),
}
# Apple says what these are in a label beside them.
_SAID_BY_LABEL: Final = frozenset({"X-ABDATE", "X-ABRELATEDNAMES"})
# Properties that say nothing to people, or that say again what another property says.
TECHNICAL: Final = re.compile(
    r"BEGIN|END|VERSION|PRODID|REV|UID|FN|N|KIND|MEMBER|SOURCE|NAME|PROFILE|CLASS|MAILER|LABEL"
    r"|SORT-STRING|CLIENTPIDMAP|XML|CREATED|LANGUAGE|AGENT|CAL\w*|FBURL|CONTACT-URI|X-AB(?!DATE"
    r"|RELATED).*|X-MS-.*|X-WAB-.*|X-PHONETIC-.*|X-ADDRESSBOOKSERVER-.*|X-EVOLUTION-(?!SPOUSE"
    r"|MANAGER|ASSISTANT|ANNIVERSARY).*|X-GROUP-MEMBERSHIP|X-COPDESK-.*|X-RADICALE-.*|X-KADDRESS.*"
    r"|X-FILE-AS|X-IMAGE\w*|X-CLASS|X-MAILER|X-SAMSUNG.*|X-SHARED-PHOTO.*|X-APPLE-.*"
)
TAKEN: Final = frozenset({"NICKNAME", "EMAIL", "TEL", "ORG", "TITLE", "ROLE", "ADR", "NOTE"})
_ANDROID: Final = "X-ANDROID-CUSTOM"
_WHOLE_DATE: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?")
_DAY_OF_YEAR: Final = re.compile(r"--(\d\d)-?(\d\d)(?:T.*)?")
_NO_YEAR: Final = 1604  # Apple's stand-in for a year that was not told


def extra_lines(properties: Sequence[ContentLine], labels: Mapping[str, str]) -> Iterator[str]:
    """Yield one line for each thing worth keeping, in the order of the card."""
    for line in properties:
        value, what = one_line(line.text), ""
        if line.name in _DATES:
            value, what = _date_words(line, value), _(_DATES[line.name])
        elif line.name in _TEXTS:
            value, what = _plain(value), _(_TEXTS[line.name])
        elif line.name == _ANDROID:
            what, value = _of_android(line)
        if value and what:
            yield _labelled(line, what, labels.get(line.group, "") if line.group else "", value)


def _labelled(line: ContentLine, what: str, label: str, value: str) -> str:
    if label and line.name in _SAID_BY_LABEL:
        return f"{label}: {value}"
    service = line.parameters.get("X-SERVICE-TYPE") or line.parameters.get("SERVICE-TYPE") or ()
    kinds = sorted(line.types - {"pref", "internet", "home", "work"})
    kind = label or ", ".join(service or kinds)
    return f"{what} ({kind}): {value}" if kind else f"{what}: {value}"


def left_out(properties: Sequence[ContentLine]) -> set[str]:
    """Return the names of properties with a value that nothing of a member was made of."""
    known = TAKEN | _DATES.keys() | _TEXTS.keys() | {_ANDROID, "CATEGORIES"}
    return {
        line.name
        for line in properties
        if line.name not in known and not TECHNICAL.fullmatch(line.name) and line.value.strip(" ;")
    }


def nickname_of_android(properties: Sequence[ContentLine]) -> str:
    """Return the nickname that Android keeps in a property of its own."""
    for line in properties:
        if line.name == _ANDROID:
            kind, value, *_rest = [*line.components(), "", ""]
            if kind.endswith("/nickname"):
                return one_line(value)
    return ""


def _date_words(line: ContentLine, value: str) -> str:
    whole, day = _WHOLE_DATE.fullmatch(value), _DAY_OF_YEAR.fullmatch(value)
    try:
        if whole and int(whole[1]) not in (0, _NO_YEAR):
            return date(int(whole[1]), int(whole[2]), int(whole[3])).isoformat()
        if found := whole or day:
            month, number = int(found[found.re.groups - 1]), int(found[found.re.groups])
            return f"{number} {month_text(date(2000, month, number))}"
    except ValueError:
        return value
    return value


def _plain(value: str) -> str:
    for scheme in ("skype:", "xmpp:", "aim:", "x-apple:"):
        if value.lower().startswith(scheme):
            return value[len(scheme) :]
    return "" if value.lower().startswith(("urn:uuid:", "data:")) else value


def _of_android(line: ContentLine) -> tuple[str, str]:
    kind, value, *_rest = [*map(one_line, line.components()), "", ""]
    match kind.rpartition("/")[2]:
        case "contact_event":
            return _("Date"), value
        case "relation":
            return _("Related person"), value
        case _:
            return "", ""
