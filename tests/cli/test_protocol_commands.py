from __future__ import annotations

from dataclasses import replace

import pytest

from copdesk.services.protocols import protocol_called, shipped_protocol


def test_the_list_says_what_each_protocol_is_for_and_how_long_it_takes(run):
    known = run("protocols", "list", "--json").json["protocols"]
    assert len(known) == 32
    fishbowl = next(one for one in known if one["id"] == "fishbowl")
    assert fishbowl["tags"] == ["dilemma", "observation", "ideas"]
    assert fishbowl["experience"] == "some"
    assert fishbowl["minutes"] == 45
    assert fishbowl["people"] == {"min": 6, "max": 30, "ideal": 12}
    assert "Fishbowl" in run("protocols", "list").out


@pytest.mark.parametrize(
    "more",
    [
        ["--people", 8, "--minutes", 45],
        ["--people", 6, "--minutes", 25, "--circles", 2],
        ["--people", 6, "--minutes", 30, "--shorten-turns"],
        ["--people", 6, "--minutes", 20, "--presenters", 1],
    ],
)
def test_a_plan_lasts_as_long_as_asked(run, more):
    found = run("protocols", "plan", "final-word", *more, "--json")
    assert found.status == 0
    assert sum(s["seconds"] for s in found.json["segments"]) == found.json["total_s"]
    assert found.json["total_s"] == more[3] * 60


@pytest.mark.parametrize("json", [(), ("--json",)])
@pytest.mark.parametrize(
    ("name", "people", "minutes", "helps"),
    [
        ("final-word", 6, 25, ["--presenters 1", "--circles 2", "--shorten-turns"]),
        ("consultancy", 8, 10, []),
        ("lesson-study", 8, 10, ["--leave-out comment"]),
    ],
)
def test_what_does_not_fit_names_what_helps_in_one_sentence(
    run, name, people, minutes, helps, json
):
    words = ("protocols", "plan", name, "--people", people)
    refused = run(*words, "--minutes", minutes, *json)
    assert (refused.status, refused.out, len(refused.err.splitlines())) == (2, "", 1)
    told = refused.err.rpartition("What helps: ")[2].removesuffix(".\n").split(", ")
    assert [way.partition(" (at least ")[0] for way in told[:-1]] == helps
    for way in told:
        option, _least, least = way.partition(" (at least ")
        enough = ("--minutes", least.removesuffix(" min)")) if least else ()
        planned = run(*words, *option.split(), *enough, "--json")
        assert planned.status == 0, planned.err


def test_optional_steps_are_taken_in_or_left_out(run):
    def steps(*more):
        found = run("protocols", "plan", "lesson-study", "--people", 8, *more, "--json")
        return [segment["id"].rpartition("/")[2] for segment in found.json["segments"]]

    assert "comment" in steps()
    assert "comment" not in steps("--leave-out", "comment")
    layers = run("protocols", "plan", "peeling-the-onion", "--people", 5, "--include", "what-if")
    assert "What if" in layers.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tuning", "--people", 5, "--leave-out", "talk"], "It has no optional steps."),
        (["save-the-last-word", "--people", 4, "--leave-out", "x"], "optional steps are: talk."),
        (["tuning", "--people", 5, "--circles", 0], "a whole number from 1 on"),
        (["tuning", "--people", 5, "--presenters", "two"], "a whole number from 1 on"),
        (["nothing", "--people", 5], "no protocol called"),
    ],
)
def test_a_mistake_is_said_in_words(run, words, said):
    refused = run("protocols", "plan", *words)
    assert refused.status == 2
    assert said in refused.err


def test_a_plan_over_several_meetings_says_so(run):
    found = run("protocols", "plan", "peer-observation", "--people", 2)
    assert "It takes 3 meetings." in found.out


def test_the_object_has_just_the_keys_that_scripts_rely_on(run):
    for name, people in (("final-word", 5), ("peer-observation", 2), ("fishbowl", 12)):
        found = run("protocols", "plan", name, "--people", people, "--json").json
        assert list(found) == ["protocol", "people", "total_s", "segments"]
        for segment in found["segments"]:
            assert list(segment) == ["id", "title", "seconds", "speak", "silent", "on_zero"]


def test_ending_early_is_told_beside_the_object(run):
    found = run("protocols", "plan", "final-word", "--people", 5, "--minutes", 100, "--json")
    assert found.json["total_s"] == 85 * 60
    assert found.err == "It ends 15 minutes early, as no step may last longer.\n"


@pytest.mark.parametrize("name", ["Final Word", "FINAL-WORD", "final word"])
def test_a_protocol_is_found_by_its_title_too(run, name):
    found = run("protocols", "plan", name, "--people", 4, "--json")
    assert found.json["protocol"] == "final-word"


def test_an_id_comes_before_a_title_that_reads_the_same():
    tuning, other = shipped_protocol("tuning"), shipped_protocol("charrette")
    known = [replace(other, title="Tuning"), tuning]
    assert protocol_called("Tuning", known) is tuning
    assert protocol_called("CHARRETTE", known) is known[0]


def test_names_with_commas_stand_in_quotation_marks(run):
    names = '"Lee, Ann", Bo ,,Çağrı,Bo'
    found = run("protocols", "plan", "final-word", "--names", names, "--json").json
    assert found["people"] == 4
    assert found["segments"][0]["speak"] == ["Lee, Ann"]


@pytest.mark.parametrize("minutes", [0, "-5", "7.5", "x", ""])
def test_minutes_are_counted_from_one_on(run, minutes):
    refused = run("protocols", "plan", "final-word", "--people", 4, f"--minutes={minutes}")
    assert (refused.status, refused.out) == (2, "")
    assert "a whole number from 1 on" in refused.err


@pytest.mark.parametrize(
    ("flag", "most"),
    [("--people", 1000), ("--presenters", 1000), ("--circles", 1000), ("--minutes", 10_000)],
)
@pytest.mark.parametrize("more", ["1", "000", "0" * 5000])
def test_numbers_nobody_can_plan_for_are_refused_at_once(run, flag, most, more):
    people = () if flag == "--people" else ("--people", 4)
    number = most + 1 if more == "1" else f"{most}{more}"
    refused = run("protocols", "plan", "final-word", *people, flag, number)
    assert (refused.status, refused.out, len(refused.err.splitlines())) == (2, "", 1)
    assert f"“{flag}”: this must be a whole number from 1 to {most:,}" in refused.err


def test_as_many_as_can_be_planned_for_are(run):
    assert run("protocols", "plan", "chalk-talk", "--people", 1000, "--json").json["people"] == 1000


def test_a_file_that_is_not_there_is_named(run, tmp_path):
    refused = run("protocols", "plan", tmp_path / "mine.toml", "--people", 4)
    assert refused.status == 2
    assert "There is no file" in refused.err
    assert run("protocols", "check", tmp_path).status == 2
