"""The language of every word, number and date that a user sees, for every layer.

The catalogue is chosen once, by the composition root, before anything is shown. Until then, and
for a language without a catalogue, the English of the source is what appears.
"""

from __future__ import annotations

import gettext as _gettext
import os
import re
import unicodedata
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, NamedTuple

from copdesk.resources import resource_folder

if TYPE_CHECKING:
    from datetime import date, datetime, time

DOMAIN: Final = "copdesk"
# Keeps a date or a list in the direction of its language, whatever stands before it.
_MARK: Final = "\u200f"
_LEFT_MARK: Final = "\u200e"
_RIGHT: Final = ("R", "AL")
# Thai, Lao, Burmese and Khmer are written without spaces between words. A sign that repeats a
# word stays with it, though it is a word of its own to who looks words up.
_WITHOUT_SPACES: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_REPEATED: Final = {0x0EC6: "!", 0x17D7: "!"}
RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"})


class _Spoken(NamedTuple):
    """A language and its catalogue; what is needed to paint the window is kept light."""

    code: str = "en"
    catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


class _Everywhere:
    """The language of the program: the one thing that a choice replaces."""

    spoken = _Spoken()
    region = ""


_here: Final[ContextVar[_Spoken | None]] = ContextVar("language of this thread", default=None)


def choose(code: str, region: str = "") -> None:
    """Speak this language from now on, everywhere; `code` is like `fr` or `pt_BR`.

    `region`, like `en_GB`, says how its dates and times are written here.
    """
    _Everywhere.spoken, _Everywhere.region = _loaded(code), region


@contextmanager
def speaking(code: str) -> Generator[None]:
    """Speak another language in this thread for the length of the block, as for one handout."""
    token = _here.set(_loaded(code))
    try:
        yield
    finally:
        _here.reset(token)


def _loaded(code: str) -> _Spoken:
    known = code or "en"
    folder = resource_folder("languages")
    return _Spoken(known, _gettext.translation(DOMAIN, folder, [known], fallback=True))


def _spoken() -> _Spoken:
    return _here.get() or _Everywhere.spoken


def of_system() -> str:
    """Return the language of this user's desktop, if there is a catalogue for it."""
    code, known = region_of_system(), available()
    return next((one for one in (code, code.partition("_")[0]) if one in known), "en")


def region_of_system() -> str:
    """Return the language and country of this user's desktop, such as `en_GB`."""
    asked = os.environ.get("LC_ALL") or os.environ.get("LANG") or _locale_of_system()
    return asked.partition(".")[0].partition("@")[0].replace("-", "_")


def region() -> str:
    """Return how dates and times are written: as in this user's country, if it is known."""
    code, here = _spoken().code, _Everywhere.region
    return here if "_" not in code and here.startswith(f"{code}_") else code


def _locale_of_system() -> str:
    import locale  # where no variable says it, as on Windows

    return locale.getlocale()[0] or "en"


def chosen() -> str:
    """Return the code of the language in force."""
    return _spoken().code


def is_right_to_left(code: str | None = None) -> bool:
    """Whether a language, or the one in force, is written from right to left."""
    return (code or _spoken().code).partition("_")[0] in RIGHT_TO_LEFT


def available() -> list[str]:
    """Return the codes of the languages that have a catalogue, English first."""
    folder = resource_folder("languages")
    others = {path.parent.parent.name for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return ["en", *sorted(others - {"en"})]


def _(message: str) -> str:
    """Translate a message."""
    return _spoken().catalogue.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Translate the form that fits the number; fill in `{number}` afterwards."""
    return _spoken().catalogue.ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """Translate a message that means different things in different places."""
    return _spoken().catalogue.pgettext(context, message)


def N_(message: str) -> str:
    """Mark a message for the catalogue; whoever shows it translates it then."""
    return message


def listed(words: Iterable[str]) -> str:
    """Return words one after the other, as in “Ada, Ben”, in the direction of the language."""
    several = tuple(words)
    # Translators: stands between the names in a list.
    text = _(", ").join(several)
    if (
        len(several) > 1
        and not is_right_to_left()
        and unicodedata.bidirectional(text[:1]) in _RIGHT
    ):
        return _LEFT_MARK + text  # a name from right to left comes first, but the list does not
    return _turned(text)


def _turned(text: str) -> str:
    return _MARK + text if text and is_right_to_left() else text


def date_text(value: date, form: str = "long") -> str:
    """Return a date as people write it: `form` is short, medium, long or full."""
    from babel.dates import format_date  # heavy, and not needed to paint the first window

    return _turned(format_date(value, form, locale=_locale()))


def month_text(value: date, *, with_year: bool = False) -> str:
    """Return the short name of a date's month, or its whole name and the year."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM" if with_year else "MMM", value, locale=_locale())


def time_text(value: time | datetime) -> str:
    """Return a clock time as people write it, without seconds."""
    from babel.dates import format_time

    text = format_time(value, "short", locale=_locale())
    return _turned(text.replace("\u202f", "\u00a0"))


def with_line_breaks(text: str) -> str:
    """Return a text with an invisible space where a line may break in words without spaces.

    Qt breaks lines at spaces only, in the scripts that have none between words.
    """
    if not _WITHOUT_SPACES.search(text):
        return text
    from icu4py.breakers import LineBreaker  # has the words of these languages

    parts: list[str] = []
    end = 0
    for segment in LineBreaker(text.translate(_REPEATED), chosen()):
        start, end = end, end + len(segment)
        if start and all(map(_WITHOUT_SPACES.match, text[start - 1 : start + 1])):
            parts.append("\u200b")
        parts.append(text[start:end])
    return "".join(parts)


def name_of(code: str) -> str:
    """Return what the speakers of a language call it; the code itself if nobody told us."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code).display_name
    except (UnknownLocaleError, ValueError):
        name = None
    return name[:1].upper() + name[1:] if name else code


def number_text(value: float) -> str:
    """Return a number with the separators of the language."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_locale())


def _locale() -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(region()))
    except (UnknownLocaleError, ValueError):
        return "en"
