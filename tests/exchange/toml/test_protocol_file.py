from __future__ import annotations

from dataclasses import replace

import pytest

from copdesk.domain.plan.budget import is_elastic
from copdesk.domain.plan.choices import Choices
from copdesk.domain.plan.impossible_budget import ImpossibleBudget
from copdesk.domain.plan.run_plan import RunPlan, compile_plan, invented
from copdesk.domain.protocols.protocol import Choice, Loop, Mode, Round, Split, walk
from copdesk.domain.protocols.words import PURPOSES
from copdesk.errors import UserError
from copdesk.exchange.toml.protocol_file import (
    LARGEST,
    read_protocol,
    read_protocol_file,
    shipped_protocols,
)
from copdesk.exchange.toml.protocol_text import write_protocol
from copdesk.resources import resource_folder
from copdesk.services.protocols import shipped_protocol

SHIPPED = shipped_protocols()
SMALL = """format = 1
id = "small"
title = "Small"

[[nodes]]
id = "talk"
title = "Talk"
time = "4:30"
speak = ["everyone"]
"""


def broken(old, new):
    assert old in SMALL
    return SMALL.replace(old, new)


def by_id(protocol):
    return protocol.id


@pytest.mark.parametrize("protocol", SHIPPED, ids=by_id)
def test_a_protocol_reads_back_as_it_was_written(protocol):
    assert read_protocol(write_protocol(protocol), "copy") == protocol


@pytest.mark.parametrize("protocol", SHIPPED, ids=by_id)
def test_every_protocol_says_whom_to_thank_and_what_it_is_for(protocol):
    assert protocol.origin.attribution.endswith(("retold for CopDesk.", "Retold for CopDesk."))
    assert protocol.purpose
    assert protocol.tags
    steps = [n.each if isinstance(n, Round) else n for n in walk(protocol.nodes)]
    steps = [step for step in steps if not isinstance(step, (Loop, Split, Choice))]
    assert all(step.room and step.facilitator for step in steps)
    assert all(step.speak or step.silent or step.mode is Mode.SITTING for step in steps)
    assert any(step.capture for step in steps) is (protocol.id != "connections")
    assert protocol.materials
    assert protocol.debrief
    assert protocol.note
    assert protocol.roles


@pytest.mark.parametrize("protocol", SHIPPED, ids=by_id)
@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 7, 8, 11, 16, 20])
def test_every_protocol_can_be_laid_out(protocol, number):
    plan = compile_plan(protocol, invented(number))
    assert len({segment.id for segment in plan.segments}) == len(plan.segments)
    assert RunPlan.from_json(plan.to_json()) == plan
    fits = protocol.size.least <= number and (number <= protocol.size.most or protocol.parallel)
    assert fits is not any("is made for" in notice for notice in plan.notices)


def test_all_protocols_are_there_and_every_purpose_has_some():
    files = {path.stem for path in resource_folder("protocols").iterdir()}
    assert len(files) >= 32
    assert {protocol.id for protocol in SHIPPED} == files
    assert {tag for protocol in SHIPPED for tag in protocol.tags} == set(PURPOSES)


@pytest.mark.parametrize("protocol", SHIPPED, ids=by_id)
def test_from_three_to_twenty_people_every_possible_time_is_met_to_the_second(protocol):
    sizes = [n for n in range(3, 21) if protocol.size.least <= n]
    for number in [n for n in sizes if n <= protocol.size.most or protocol.parallel]:
        people = invented(number)
        usual = compile_plan(protocol, people)
        assert not any("is made for" in notice for notice in usual.notices)
        with pytest.raises(ImpossibleBudget) as refusal:
            compile_plan(protocol, people, seconds=60)
        least = refusal.value.least_seconds
        for seconds in {least, least + 45, usual.total_s, usual.total_s + 60}:
            assert compile_plan(protocol, people, seconds=seconds).total_s == seconds
        with pytest.raises(ImpossibleBudget):
            compile_plan(protocol, people, seconds=least - 1)


@pytest.mark.parametrize("protocol", SHIPPED, ids=by_id)
@pytest.mark.parametrize("minutes", [10, 20, 33, 45, 60, 90])
@pytest.mark.parametrize("shorten_turns", [False, True])
def test_a_plan_lasts_exactly_as_long_as_asked(protocol, minutes, shorten_turns):
    people = invented(protocol.size.ideal)
    try:
        plan = compile_plan(
            protocol, people, Choices(shorten_turns=shorten_turns), seconds=minutes * 60
        )
    except ImpossibleBudget as error:
        refused = error
    else:
        refused = None
    if refused is not None:
        assert refused.least_seconds > minutes * 60
        assert all(way.least_seconds < refused.least_seconds for way in refused.ways_out)
        return
    early = any("ends" in notice for notice in plan.notices)
    assert plan.total_s == minutes * 60 or early
    for segment in plan.segments:
        if segment.least and is_elastic(segment, shorten_turns):
            assert segment.seconds >= segment.least


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (broken('time = "4:30"', "time = "), 8, "not valid TOML"),
        (broken('time = "4:30"', 'tiem = "4:30"'), 6, "“time” is missing"),
        (
            broken("speak", 'colour = "red"\nspeak'),
            9,
            "“colour” is unknown in",
        ),
        (broken("[[nodes]]", 'author = "me"\n[[nodes]]'), 5, "“author” is unknown"),
        (broken('"4:30"', '"4:75"'), 8, "minutes and seconds"),
        (broken('"4:30"', "true"), 8, "minutes and seconds"),
        (broken("[[nodes]]", "[nodes]"), 5, "list of tables"),
        (broken('["everyone"]', '"everyone"'), 9, "list of texts"),
        (broken('["everyone"]', '["teacher"]'), None, "the role “teacher”, which is not there"),
        (broken('["everyone"]', '["turn"]'), None, "needs a round or a loop"),
        (broken('speak = ["everyone"]', 'mode = "sing"'), 9, "must be one of: talk, silent"),
        (broken('id = "talk"', 'kind = "dance"\nid = "talk"'), 6, "must be one of: step, round"),
        (broken('id = "small"', 'id = "Sm all"'), None, "only small letters"),
        (broken('title = "Small"', "title = 7"), 3, "must be a text"),
        (broken('title = "Small"', 'title = "S"\ntags = ["fun"]'), 4, "knows only: student-work"),
        (broken('title = "Small"', 'title = "S"\nexperience = "old"'), 4, "one of: first-time"),
    ],
)
def test_a_broken_file_is_refused_in_one_sentence_with_its_line(text, line, words):
    with pytest.raises(UserError) as refusal:
        read_protocol(text, "mine.toml")
    assert words in refusal.value.title
    assert "“mine.toml”" in refusal.value.title
    assert (f"line {line}:" in refusal.value.title) if line else ("line" not in refusal.value.title)
    assert "\n" not in refusal.value.sentence


def test_a_file_of_another_format_is_refused_before_its_keys_are_judged():
    with pytest.raises(UserError, match="its format is 2, not 1"):
        read_protocol(SMALL.replace("format = 1", "format = 2\nnew = true"), "new.toml")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "“format” is missing"),
        (b"a" * (LARGEST + 1), "“mine.toml” is too large"),
        (b"format = 1\n\xff\xfe", "line 2: This is not UTF-8 text"),
        (b"format = 1\nx = " + b"[" * 60_000, "cannot be used"),
        (SMALL.encode("utf-16"), "not UTF-8"),
        (b"%PDF-1.4\n%\xe2\xe3", "not UTF-8"),
    ],
)
def test_what_is_not_a_protocol_is_refused(data, words):
    with pytest.raises(UserError, match=words):
        read_protocol_file(data, name="mine.toml")


def test_parts_nested_too_deep_are_refused():
    text = 'format = 1\nid = "deep"\ntitle = "Deep"\n'
    for depth in range(1, 30):
        path = "nodes" + ".body" * (depth - 1)
        text += f'[[{path}]]\nkind = "split"\nid = "n{depth}"\ntitle = "N"\nsize = 2\n'
    with pytest.raises(UserError, match="nested"):
        read_protocol(text, "deep.toml")


def test_a_byte_order_mark_is_no_mistake():
    assert read_protocol_file(b"\xef\xbb\xbf" + SMALL.encode()).id == "small"


def test_words_of_any_language_survive_writing():
    odd = 'Said “no” \\ "yes"\ttab\nline \u0001 العربية ខ្មែរ 🙂'
    protocol = read_protocol(SMALL, "small")
    changed = replace(protocol, purpose=odd)
    assert read_protocol(write_protocol(changed), "copy").purpose == odd


@pytest.mark.parametrize(("people", "minutes"), [(4, 28), (5, 40), (6, 54)])
def test_the_rounds_of_final_word_last_as_long_as_their_turns(people, minutes):
    plan = compile_plan(shipped_protocol("final-word"), invented(people))
    rounds = [row for row in plan.summary()["segments"] if "/rounds#" in row["id"]]
    assert sum(row["seconds"] for row in rounds) == minutes * 60
    assert plan.summary()["total_s"] == minutes * 60 + 300
    assert rounds[1] == {
        "id": "final-word/rounds#1/respond#1",
        "title": "Respond",
        "seconds": 60,
        "speak": ["Person 2"],
        "silent": ["Person 1"],
        "on_zero": "hard_stop",
    }


@pytest.mark.parametrize(
    ("minutes", "lengths"),
    [
        (50, [600, 300, 600, 900, 300, 300]),
        (45, [540, 270, 540, 810, 270, 270]),
        (30, [360, 180, 360, 540, 180, 180]),
        (20, [240, 120, 240, 360, 120, 120]),
    ],
)
def test_a_consultancy_shrinks_in_proportion(minutes, lengths):
    plan = compile_plan(shipped_protocol("consultancy"), invented(8), seconds=minutes * 60)
    assert [segment.seconds for segment in plan.segments] == lengths


def test_a_consultancy_in_less_than_its_least_is_impossible():
    with pytest.raises(ImpossibleBudget) as refusal:
        compile_plan(shipped_protocol("consultancy"), invented(8), seconds=1000)
    assert refusal.value.least_seconds == 17 * 60
    assert refusal.value.ways_out == ()
    assert refusal.value.hint == "Take more time."


def test_the_ways_out_say_which_is_enough():
    with pytest.raises(ImpossibleBudget) as refusal:
        compile_plan(shipped_protocol("final-word"), invented(6), seconds=25 * 60)
    enough = {way.kind: way.enough for way in refusal.value.ways_out}
    assert enough == {"presenters": True, "circles": True, "shorter_turns": False}
    plan = compile_plan(
        shipped_protocol("final-word"), invented(6), Choices(circle_size=3), seconds=25 * 60
    )
    assert plan.total_s == 1500


def test_people_who_sit_in_circles_already_are_offered_smaller_ones():
    protocol = shipped_protocol("final-word")
    with pytest.raises(ImpossibleBudget) as refusal:
        compile_plan(protocol, invented(10), seconds=30 * 60)
    way = next(way for way in refusal.value.ways_out if way.kind == "circles")
    assert (way.number, way.enough) == (3, True)
    plan = compile_plan(protocol, invented(10), Choices(circles=way.number), seconds=30 * 60)
    assert [len(group.people) for group in plan.segments[0].groups] == [4, 3, 3]


def test_roles_are_named_on_the_plan():
    people = invented(4)
    plan = compile_plan(
        shipped_protocol("consultancy"), people, Choices(roles={"presenter": [people[2].id]})
    )
    assert plan.segments[0].speakers() == ("Presenter (Person 3)",)
    assert plan.segments[3].listeners() == ("Presenter (Person 3)",)


def test_optional_steps_come_in_only_when_asked():
    protocol = shipped_protocol("save-the-last-word")
    usual = compile_plan(protocol, invented(4))
    more = compile_plan(protocol, invented(4), Choices(include=["talk"]))
    assert more.total_s - usual.total_s == 300
    assert "talk" not in [segment.step_id for segment in usual.segments]


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"people": 3}', "{" * 9])
def test_a_stored_plan_that_is_damaged_is_refused(text):
    with pytest.raises(UserError, match="cannot be read"):
        RunPlan.from_json(text)
