from __future__ import annotations

from datetime import date, time

import pytest

from copdesk import language


@pytest.mark.parametrize(
    ("code", "region", "day", "moment"),
    [
        ("en", "", "Mar 5, 2026", "4:30 PM"),
        ("en", "en_GB", "5 Mar 2026", "16:30"),
        ("en", "fr_FR", "Mar 5, 2026", "4:30 PM"),
        ("fr", "fr_CA", "5 mars 2026", "16 h 30"),
        ("pt_BR", "pt_PT", "5 de mar. de 2026", "16:30"),
        ("xx", "", "Mar 5, 2026", "4:30 PM"),
    ],
)
def test_dates_and_times_are_written_as_people_do(code, region, day, moment):
    language.choose(code, region)
    assert language.date_text(date(2026, 3, 5), "medium") == day
    assert language.time_text(time(16, 30)).replace("\u00a0", " ") == moment


@pytest.mark.parametrize(
    ("value", "region"),
    [("en_GB.UTF-8", "en_GB"), ("de_DE@euro", "de_DE"), ("C", "C"), ("pt-BR", "pt_BR")],
)
def test_the_desktop_says_where_we_are(monkeypatch, value, region):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", value)
    assert language.region_of_system() == region
    assert language.of_system() == "en"


def test_another_language_for_one_handout(monkeypatch):
    language.choose("en", "en_GB")
    with language.speaking("de"):
        assert language.date_text(date(2026, 3, 5), "medium") == "05.03.2026"
    assert language.date_text(date(2026, 3, 5), "medium") == "5 Mar 2026"


@pytest.mark.parametrize(("code", "mirrored"), [("ar", True), ("ur_PK", True), ("fr", False)])
def test_the_direction_of_a_language(code, mirrored):
    assert language.is_right_to_left(code) is mirrored


def test_a_list_is_written_as_in_the_language():
    assert language.listed(["Ada", "Ben"]) == "Ada, Ben"
    with language.speaking("ar"):
        assert language.listed(["Ada", "Ben"]) == "\u200fAda\u200f، Ben"
        assert language.listed([]) == ""


def test_a_date_keeps_its_direction_after_words_of_another_script():
    with language.speaking("ar"):
        assert language.date_text(date(2026, 11, 26), "short").startswith("\u200f26")
        assert language.time_text(time(16, 15)).startswith("\u200f4:15")
    assert "\u200f" not in language.date_text(date(2026, 11, 26), "short")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("សម្រាប់ម្នាក់ៗតាមវេន", ["សម្រាប់", "ម្នាក់ៗ", "តាម", "វេន"]),
        ("ជំហាននីមួយៗ។ ទំព័រ {number}", ["ជំហាន", "នីមួយៗ។ ទំព័រ {number}"]),
        ("ຄ່ອຍໆໄປ", ["ຄ່ອຍໆ", "ໄປ"]),
        ("ต่างๆกันไป 12", ["ต่างๆ", "กัน", "ไป 12"]),
        ("ជា\u200bឯកសារ", ["ជា", "ឯកសារ"]),
        ("A plain text, “quoted” and مرحبا", ["A plain text, “quoted” and مرحبا"]),
        ("", [""]),
    ],
)
def test_words_that_are_written_without_spaces_can_part(text, parts):
    broken = language.with_line_breaks(text)
    assert broken.split("\u200b") == parts
    assert language.with_line_breaks(broken) == broken
