"""The table of handouts: it is whole, every line of it prints, and what does not fit is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import event

from copdesk.domain.meetings import AgendaItem
from copdesk.domain.packet_parts import PacketPart, part_word
from copdesk.errors import InvalidInput, NotFound, UserError
from copdesk.services.handouts.kinds import (
    HANDOUTS,
    SHEETS,
    About,
    Choice,
    HandoutKind,
    kind_of,
    kinds_about,
    kinds_with,
)
from copdesk.services.handouts.service import COLLECTORS
from copdesk.services.handouts.wanted import Wanted
from copdesk.services.opening import Services, open_community
from copdesk.services.sample import make_sample
from copdesk.store.transaction import Database
from tests.conftest import FakeClock
from tests.pdf.handouts.every_handout import PRINTERS
from tests.pdf.printed_text import is_sound, text

SAID = {
    Choice.MEETING: "meeting-1",
    Choice.MEMBER: "member-1",
    Choice.PROTOCOL: "consultancy",
    Choice.RUN: "run-1",
    Choice.PARTS: ("agenda",),
    Choice.PEOPLE: 5,
    Choice.MINUTES: 40,
}
every_kind = pytest.mark.parametrize("kind", HANDOUTS, ids=lambda kind: kind.key)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("handouts") / "valley"
    make_sample(place, FakeClock()).close()
    return place


@pytest.fixture
def valley(folder):
    services = open_community(folder, FakeClock(), read_only=True)
    yield services
    services.close()


def asked_for(services: Services, kind: HandoutKind) -> Wanted:
    """Name what the handout is about, where it has to be named."""
    member = services.members.all()[0].id
    return Wanted(kind=kind.key, member=member, protocol="consultancy").fitted()


def test_the_table_names_each_function_that_prints_and_no_other():
    functions = {kind.load() for kind in HANDOUTS}
    assert functions == set(PRINTERS.values())
    assert len(functions) == len({kind.key for kind in HANDOUTS}) == len(HANDOUTS)


def test_there_are_papers_for_everything_that_a_handout_can_be_about():
    assert set(COLLECTORS) == set(About) == {kind.about for kind in HANDOUTS}


@every_kind
def test_every_handout_is_printed(valley, kind):
    wanted = asked_for(valley, kind)
    for sheets in kind.options.sheets:
        for large in {False, kind.options.large_print}:
            handout = valley.handouts.make(replace(wanted, sheets=sheets, large_print=large))
            assert is_sound(handout.pdf), (sheets, large)


@every_kind
def test_a_handout_is_read_in_one_transaction(folder, kind):
    database = Database.open(folder, FakeClock(), read_only_reason="Only looked at.")
    services = Services.over(database)
    wanted = asked_for(services, kind)
    begun: list[object] = []
    event.listen(database._engine, "begin", begun.append)
    services.handouts.make(wanted)
    assert len(begun) == 1
    services.close()


@every_kind
def test_what_does_not_fit_is_refused(kind):
    for choice, value in SAID.items():
        wanted = Wanted(**{"kind": kind.key, choice.value: value})
        if choice in kind.choices:
            assert wanted.checked() is kind
        else:
            with pytest.raises(InvalidInput) as refused:
                wanted.checked()
            assert refused.value.field == choice
            assert kind.title in refused.value.title
            assert kinds_with(choice)[0].key in refused.value.hint
            assert wanted.fitted() == Wanted(kind=kind.key)
    for sheets in set(SHEETS) - set(kind.options.sheets):
        with pytest.raises(InvalidInput, match="cannot be printed"):
            Wanted(kind=kind.key, sheets=sheets).checked()
    if not kind.options.large_print:
        with pytest.raises(InvalidInput, match="in large print"):
            Wanted(kind=kind.key, large_print=True).checked()


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (
            Wanted(kind="norms", member="m"),
            "“Norms” is not about one member. Leave that out, or print one of these:"
            " catch-up, certificate.",
        ),
        (
            Wanted(kind="name-tags", sheets="booklet"),
            "“Name tags” cannot be printed as a booklet. Leave that out.",
        ),
        (
            Wanted(kind="agenda", parts=("norms",)),
            "“Agenda” does not consist of parts. Leave that out, or print one of these: packet.",
        ),
        (
            Wanted(kind="agenda", paper="a0"),
            "“Agenda” cannot be printed on “a0”. Choose one of these: A4, Letter.",
        ),
        (
            Wanted(kind="agenda", sheets="scroll"),
            "There is no way to print called “scroll”. The known ones are: two-up, booklet.",
        ),
    ],
)
def test_a_refusal_says_what_to_do(valley, wanted, sentence):
    with pytest.raises(UserError) as refused:
        valley.handouts.make(wanted)
    assert refused.value.sentence == sentence


def test_an_unknown_handout_or_part_is_answered_with_the_known_ones(valley):
    with pytest.raises(NotFound, match="no handout called “poem”") as refused:
        valley.handouts.make(Wanted(kind="poem"))
    assert all(kind.key in refused.value.hint for kind in HANDOUTS)
    with pytest.raises(InvalidInput, match="no part called “soup”") as refused:
        valley.handouts.make(Wanted(kind="packet", parts=("soup",)))
    assert all(part_word(part) in refused.value.hint for part in PacketPart)
    assert "_" not in refused.value.hint


@pytest.mark.parametrize("kind", kinds_with(Choice.MEMBER), ids=lambda kind: kind.key)
def test_whoever_is_meant_must_be_named_and_be_there(valley, kind):
    with pytest.raises(NotFound, match=f"“{kind.title}” is for one member, and none was named."):
        valley.handouts.make(Wanted(kind=kind.key))
    with pytest.raises(NotFound, match="There is no member “nobody” here"):
        valley.handouts.make(Wanted(kind=kind.key, member="nobody"))


def test_a_menu_has_what_is_about_its_things_in_the_order_of_the_table():
    at_meetings = [kind.key for kind in kinds_about(About.MEETING)]
    assert at_meetings[:2] == ["packet", "agenda"]
    assert {"protocol-card", "name-tags"} < set(at_meetings)
    assert "directory" not in at_meetings
    about_people = [kind.key for kind in kinds_about(About.MEMBERS, About.MEMBER)]
    known = ["directory", "certificate", "name-tents", "name-tags"]
    assert [key for key in about_people if key in known] == known
    assert not {"packet", "norms", "reading-list"} & set(about_people)
    assert kind_of("packet") is kinds_about(About.MEETING)[0]


def test_the_card_of_a_meetings_protocol_can_be_planned_for_others(database, clock):
    services = Services.over(database)
    evening = services.meetings.plan(clock.now().date(), "Fractions").value
    services.meetings.save_item(
        evening.id, AgendaItem(title="Talk", minutes=60, protocol_id="final-word")
    )

    def card(**said: int) -> str:
        return text(services.handouts.make(Wanted(kind="protocol-card", **said)).pdf)

    assert "Takes 60 minutes" in card(people=4)
    assert "Takes 45 minutes" in card(people=4, minutes=45)
    assert "Takes 45 minutes" in card(minutes=45)
    ideal = services.protocols.get("final-word").size.ideal
    assert card(minutes=45) == card(people=ideal, minutes=45)
