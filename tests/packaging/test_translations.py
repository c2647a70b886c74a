from __future__ import annotations

import gettext
from pathlib import Path

import pytest

SOURCE = '''
"""A page."""
from copdesk.language import N_, _, ngettext, pgettext

COLUMNS = [N_("Name")]


def words(name, number):
    # Translators: greets one person.
    hello = _("Hello, {name}.").format(name=name)
    count = ngettext("One member", "{number} members", number).format(number=number)
    return hello, count, pgettext("of a month", "May")
'''

FRENCH = {
    'msgid "Name"\nmsgstr ""': 'msgid "Name"\nmsgstr "Nom"',
    'msgid "Hello, {name}."\nmsgstr ""': 'msgid "Hello, {name}."\nmsgstr "Bonjour, {name}."',
    'msgstr[0] ""\nmsgstr[1] ""': 'msgstr[0] "Un membre"\nmsgstr[1] "{number} membres"',
    'msgctxt "of a month"\nmsgid "May"\nmsgstr ""': (
        'msgctxt "of a month"\nmsgid "May"\nmsgstr "mai"'
    ),
}


@pytest.fixture
def translations(script):
    return script("translations")


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "copdesk"
    folder.mkdir()
    (folder / "page.py").write_text(SOURCE, "utf-8")
    return folder


@pytest.fixture
def languages(tmp_path):
    folder = tmp_path / "languages"
    folder.mkdir()
    return folder


@pytest.fixture
def po(translations, package, languages):
    """A French catalogue with every message translated."""
    translations.new("fr", package, languages)
    path: Path = languages / "fr" / "LC_MESSAGES" / "copdesk.po"
    for empty, translated in FRENCH.items():
        change(path, empty, translated)
    translations.update(package, languages)
    return path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_every_way_of_marking_a_message_is_collected(translations, package, languages):
    translations.extract(package, languages)
    template = (languages / "copdesk.pot").read_text("utf-8")
    assert 'msgid "Name"' in template
    assert "#. Translators: greets one person.\n#: copdesk/page.py\n" in template
    assert 'msgid "One member"\nmsgid_plural "{number} members"' in template
    assert 'msgctxt "of a month"\nmsgid "May"' in template


def test_a_second_extraction_changes_nothing(translations, package, languages):
    translations.extract(package, languages)
    first = (languages / "copdesk.pot").read_bytes()
    (package / "page.py").write_text("\n\n" + SOURCE, "utf-8")
    translations.extract(package, languages)
    assert (languages / "copdesk.pot").read_bytes() == first
    assert b"Date" not in first


def test_a_new_language_speaks(translations, package, languages, po):
    assert translations.check(package, languages) == []
    french = gettext.translation("copdesk", languages, ["fr"])
    assert french.gettext("Hello, {name}.") == "Bonjour, {name}."
    assert french.ngettext("One member", "{number} members", 3) == "{number} membres"
    assert french.pgettext("of a month", "May") == "mai"


def test_beginning_a_language_again_keeps_its_translations(translations, package, languages, po):
    before = po.read_bytes()
    translations.new("fr", package, languages)
    assert po.read_bytes() == before


def test_what_translators_say_at_the_head_of_their_file_stays(translations, package, languages, po):
    change(po, "# Messages of CopDesk.", "# Translated by Ana; corrections are welcome.")
    translations.update(package, languages)
    assert "# Translated by Ana; corrections are welcome." in po.read_text("utf-8")
    assert translations.check(package, languages) == []


def test_a_new_message_makes_template_and_language_stale(translations, package, languages, po):
    (package / "page.py").write_text(SOURCE + '\nBYE = N_("Bye.")\n', "utf-8")
    assert translations.check(package, languages) == [
        "copdesk.pot is stale.",
        "fr/copdesk.po is stale.",
    ]
    translations.update(package, languages)
    assert translations.check(package, languages) == []
    assert "Bonjour, {name}." in po.read_text("utf-8")


def test_a_new_plural_is_whole_after_one_update_in_a_language_of_six(
    translations, package, languages
):
    translations.new("ar", package, languages)
    more = '\n\ndef files(number):\n    return ngettext("One file", "{number} files", number)\n'
    (package / "page.py").write_text(SOURCE + more, "utf-8")
    translations.update(package, languages)
    assert translations.check(package, languages) == []


def test_a_compiled_file_that_says_something_else_is_named(translations, package, languages, po):
    change(po, '"Nom"', '"Prénom"')
    assert translations.check(package, languages) == [
        "fr/copdesk.mo is not what copdesk.po compiles to."
    ]
    po.with_suffix(".mo").unlink()
    assert len(translations.check(package, languages)) == 1


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Bonjour, {name}.", "Bonjour, {nom}.", "the placeholders of “Bonjour, {nom}.” differ."),
        ("Bonjour, {name}.", "Bonjour.", "the placeholders of “Bonjour.” differ."),
        ("Bonjour, {name}.", "Bonjour, {name.", "the placeholders of “Bonjour, {name.” differ."),
        ("Un membre", "", "2 plural forms are needed."),
        ("{number} membres", "membres {count}", "the placeholders of “membres {count}” differ."),
    ],
)
def test_a_translation_that_would_break_a_sentence_is_named(
    translations, package, languages, po, old, new, problem
):
    change(po, f'"{old}"', f'"{new}"')
    found = translations.check(package, languages)
    assert [sentence for sentence in found if sentence.endswith(problem)] != []


ARABIC = "نجم|نجمة|نجمتان|{number} نجوم|{number} نجم|{number} نجمًا"
"""What a message says of no star, of one, two, a few, a hundred, and many."""


@pytest.fixture
def stars(translations, package, languages):
    """An Arabic catalogue with one message that counts; give its six forms."""
    (package / "page.py").write_text(
        'from copdesk.language import ngettext\nngettext("{number} star", "{number} stars", 3)\n',
        "utf-8",
    )

    def written(forms: str) -> Path:
        translations.new("ar", package, languages)
        path: Path = languages / "ar" / "LC_MESSAGES" / "copdesk.po"
        for number, form in enumerate(forms.split("|")):
            change(path, f'msgstr[{number}] ""', f'msgstr[{number}] "{form}"')
        translations.update(package, languages)
        return path

    return written


def test_a_form_for_one_number_may_say_it_in_a_word(translations, package, languages, stars):
    stars(ARABIC)
    assert translations.check(package, languages) == []


def test_a_form_for_many_numbers_must_show_them(translations, package, languages, stars):
    stars(ARABIC.replace("{number} نجمًا", "نجوم كثيرة"))
    assert translations.check(package, languages) == [
        "ar: “{number} star”: the placeholders of “نجوم كثيرة” differ."
    ]


def test_a_language_that_says_it_is_complete_is_held_to_it(translations, package, languages, po):
    change(po, 'msgstr "Nom"', 'msgstr ""')
    translations.update(package, languages)
    assert translations.check(package, languages) == []
    change(po, "# Messages of CopDesk.", f"# Messages of CopDesk.\n{translations.COMPLETE}")
    assert translations.check(package, languages) == [
        "fr: “Name”: it is not translated, though the head says “Complete.”"
    ]


def test_a_guess_does_not_complete_a_language(translations, package, languages, po):
    change(po, "# Messages of CopDesk.", f"# Messages of CopDesk.\n{translations.COMPLETE}")
    assert translations.check(package, languages) == []
    change(po, 'msgid "Name"', '#, fuzzy\nmsgid "Name"')
    translations.update(package, languages)
    assert [sentence[:10] for sentence in translations.check(package, languages)] == ["fr: “Name”"]


def test_a_broken_original_is_named(translations, package, languages):
    (package / "page.py").write_text('_("Hello, {name.")\n', "utf-8")
    translations.extract(package, languages)
    assert translations.check(package, languages) == [
        "copdesk.pot: “Hello, {name.”: its braces do not match."
    ]


def test_an_unknown_language_is_refused(translations, package, languages, capsys):
    assert translations.main(["new", "zz_Q"], package, languages) == 2
    assert "zz_Q is not a language" in capsys.readouterr().err
    assert list(languages.iterdir()) == []


def test_the_command_line_says_what_is_stale(translations, package, languages, capsys):
    assert translations.main(["--check"], package, languages) == 1
    assert "copdesk.pot is stale." in capsys.readouterr().out
    assert translations.main(["update"], package, languages) == 0
    assert translations.main(["--check"], package, languages) == 0
