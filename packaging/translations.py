"""Keep the catalogues of resources/languages in step with the words of the program.

`extract` collects the messages, `update` does that and brings every language up to date,
`new CODE` begins a language, and `--check` changes nothing but says what is stale or wrong.
"""

from __future__ import annotations

import argparse
import gettext
import re
import string
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parents[1]
LANGUAGES: Final = ROOT / "resources" / "languages"
KEYWORDS: Final = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
COPYRIGHT: Final = "# Messages of CopDesk.\n# This file is under the same license as CopDesk."
# With this line at its head, a catalogue may have no message without a translation.
COMPLETE: Final = "# Complete."
# A date in the file would make every extraction a change.
NO_DATE: Final = datetime(2000, 1, 1, tzinfo=UTC)
CHANGING_HEADERS: Final = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To): .*\n'
    r'|^".*FULL NAME .*\n|^"Language-Team: LANGUAGE .*\n',
    re.MULTILINE,
)


def extracted(package: Path) -> Catalog:
    """Return all the messages in the Python files of a package."""
    catalog = _catalog()
    found = extract_from_dir(
        package, [("**.py", "python")], keywords=KEYWORDS, comment_tags=["Translators:"]
    )
    for filename, _line, message, comments, context in found:
        location = (f"{package.name}/{Path(filename).as_posix()}", 0)
        catalog.add(message, locations=[location], auto_comments=comments, context=context)
    return catalog


def _catalog(code: str | None = None) -> Catalog:
    return Catalog(
        locale=code,
        project="CopDesk",
        version="1",
        header_comment=COPYRIGHT,
        copyright_holder="The CopDesk contributors",
        msgid_bugs_address="",
        creation_date=NO_DATE,
        revision_date=NO_DATE,
        last_translator="",
        language_team="",
        fuzzy=False,
    )


def po_text(catalog: Catalog) -> str:
    """Return a catalogue as its file has it, the same for the same messages."""
    content = BytesIO()
    write_po(content, catalog, width=100, sort_by_file=True, include_lineno=False)
    return CHANGING_HEADERS.sub("", content.getvalue().decode("utf-8")).rstrip("\n") + "\n"


def mo_bytes(catalog: Catalog) -> bytes:
    """Return a catalogue as gettext reads it."""
    content = BytesIO()
    write_mo(content, catalog)
    return content.getvalue()


def updated(po: Path, template: Catalog) -> Catalog:
    """Return the catalogue of a language with exactly the messages of the template."""
    catalog = _read(po)
    # A guessed translation would be shown to nobody and has to be undone by somebody.
    # What translators say at the head of their file is theirs, so the header stays.
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    catalog.creation_date = catalog.revision_date = NO_DATE
    return catalog


def _read(po: Path) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale=po.parents[1].name)


def problems(catalog: Catalog) -> list[str]:
    """Return what is wrong with the translations: placeholders that differ, forms that lack."""
    alone = _of_one_number(catalog)
    return [
        f"“{_originals(message)[0]}”: {problem}"
        for message in catalog
        if message.id and any(_forms(message)) and not message.fuzzy
        for problem in _problems(message, catalog.num_plurals, alone)
    ]


def _originals(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> tuple[str, ...]:
    text = message.string or ""
    return (text,) if isinstance(text, str) else tuple(text)


def unfinished(catalog: Catalog) -> list[str]:
    """Return what a language that says it is complete has yet to translate or to look at."""
    if COMPLETE not in catalog.header_comment.splitlines():
        return []
    return [
        f"“{_originals(message)[0]}”: it is not translated, though the head says “{COMPLETE[2:]}”"
        for message in catalog
        if message.id and (message.fuzzy or not all(_forms(message)))
    ]


def _of_one_number(catalog: Catalog) -> frozenset[int]:
    """Return the plural forms that are for one number only, as for none, one and two in Arabic."""
    form_of = gettext.c2py(catalog.plural_expr)
    numbers = Counter(form_of(number) for number in range(1000))
    return frozenset(form for form, count in numbers.items() if count == 1)


def _problems(message: Message, plural_forms: int, alone: frozenset[int]) -> Iterable[str]:
    originals = _originals(message)
    forms = _forms(message)
    if len(originals) > 1 and (len(forms) != plural_forms or not all(forms)):
        yield f"{plural_forms} plural forms are needed."
    allowed = [placeholders(original) for original in originals]
    if None in allowed:
        yield "its braces do not match."
        return
    for index, form in enumerate(forms):
        names = placeholders(form)
        # A form for one number may say it in a word.
        said = names | {"number"} if names is not None and index in alone else names
        if form and names not in allowed and (len(originals) == 1 or said not in allowed):
            yield f"the placeholders of “{form}” differ."


def placeholders(text: str) -> frozenset[str] | None:
    """Return the names in braces; None where the braces do not match."""
    try:
        return frozenset(
            name for _text, name, _spec, _how in string.Formatter().parse(text) if name
        )
    except ValueError:
        return None


def catalogues(languages: Path) -> list[Path]:
    """Return the .po file of each language."""
    return sorted(languages.glob("*/LC_MESSAGES/copdesk.po"))


def extract(package: Path, languages: Path) -> None:
    """Write the template that every language starts from."""
    _write(languages / "copdesk.pot", po_text(extracted(package)).encode())


def update(package: Path, languages: Path) -> None:
    """Write the template, and every language with its new messages, compiled."""
    extract(package, languages)
    template = extracted(package)
    for po in catalogues(languages):
        _write(po, po_text(updated(po, template)).encode())
        # Compiled from what was written: a new plural gets the forms of its language only there.
        _write(po.with_suffix(".mo"), mo_bytes(_read(po)))


def new(code: str, package: Path, languages: Path) -> None:
    """Begin a language, or leave the one that is there as it is."""
    po = languages / code / "LC_MESSAGES" / "copdesk.po"
    if not po.exists():
        po.parent.mkdir(parents=True, exist_ok=True)
        _write(po, po_text(_catalog(code)).encode())
    update(package, languages)


def check(package: Path, languages: Path) -> list[str]:
    """Return a sentence for everything that is stale or wrong, and change nothing."""
    template = extracted(package)
    found: list[str] = []
    pot = languages / "copdesk.pot"
    if not pot.exists() or pot.read_text("utf-8") != po_text(template):
        found.append(f"{pot.name} is stale.")
    found += [f"{pot.name}: {problem}" for problem in problems(_as_english(template))]
    for po in catalogues(languages):
        name = po.parents[1].name
        catalog = updated(po, template)
        if po.read_text("utf-8") != po_text(catalog):
            found.append(f"{name}/{po.name} is stale.")
        if not _same_messages(po.with_suffix(".mo"), catalog):
            found.append(f"{name}/{po.stem}.mo is not what {po.name} compiles to.")
        found += [f"{name}: {problem}" for problem in problems(catalog)]
        found += [f"{name}: {problem}" for problem in unfinished(catalog)]
    return found


def _as_english(template: Catalog) -> Catalog:
    """Return the messages as their own translations, so that a broken original shows too."""
    english = _catalog("en")
    for message in template:
        if message.id:
            english.add(message.id, string=message.id, context=message.context)
    return english


def _same_messages(mo: Path, catalog: Catalog) -> bool:
    """Whether a compiled file says the same; its dates and order are nobody's business."""
    if not mo.exists():
        return False
    with mo.open("rb") as file:
        return _spoken(read_mo(file)) == _spoken(read_mo(BytesIO(mo_bytes(catalog))))


def _spoken(catalog: Catalog) -> dict[object, object]:
    return {
        (message.context, _originals(message)): _forms(message) for message in catalog if message.id
    }


def _write(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)
        print(f"Written: {path}")


def main(
    arguments: Sequence[str], package: Path = ROOT / "copdesk", languages: Path = LANGUAGES
) -> int:
    """Read the command line and do what it asks."""
    parser = argparse.ArgumentParser(prog="packaging/translations.py", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, say what is stale")
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("extract", help="write copdesk.pot")
    commands.add_parser("update", help="write copdesk.pot and every language")
    commands.add_parser("new", help="begin a language").add_argument("code")
    options = parser.parse_args(arguments)
    if options.check:
        found = check(package, languages)
        if found:
            print(*found, "Run `.venv/bin/python packaging/translations.py update`.", sep="\n")
        return 1 if found else 0
    if options.command == "new":
        return _begin(options.code, package, languages)
    if options.command is None:
        parser.error("say extract, update, new CODE or --check")
    (extract if options.command == "extract" else update)(package, languages)
    return 0


def _begin(code: str, package: Path, languages: Path) -> int:
    try:
        Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        print(f"{code} is not a language that Babel knows, such as fr or pt_BR.", file=sys.stderr)
        return 2
    new(code, package, languages)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
