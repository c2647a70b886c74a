"""`copdesk print` as the table of handouts has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from copdesk.services.handouts.kinds import HANDOUTS, Choice, HandoutKind
from copdesk.services.opening import open_community
from tests.conftest import FakeClock
from tests.pdf.printed_text import bookmarks, is_sound, text


@pytest.mark.parametrize("kind", HANDOUTS, ids=lambda kind: kind.key)
def test_every_kind_is_printed(run, valley: Path, tmp_path: Path, kind: HandoutKind):
    target = tmp_path / "handout.pdf"
    options = ["--protocol", "consultancy"] if Choice.PROTOCOL in kind.choices else []
    if Choice.MEMBER in kind.choices:
        services = open_community(valley, FakeClock())
        options += ["--member", services.members.all()[0].id]
        services.close()
    done = run("print", kind.key, "--from", valley, "-o", target, *options)
    assert done.status == 0, done.err
    assert is_sound(target.read_bytes())


def test_help_knows_every_handout_and_what_each_takes(run):
    told = " ".join(run("print", "--help").out.split()).replace("- ", "-")  # where lines break
    for kind in HANDOUTS:
        assert f"{kind.key} {kind.title}" in told
    assert "--member ID for catch-up, certificate" in told
    assert "in large print; not for name-tents, name-tags, wall-sheet" in told


def test_a_packet_has_the_parts_that_are_named_in_their_order(run, valley, tmp_path):
    target = tmp_path / "packet.pdf"
    words = ("print", "packet", "--from", valley, "-o", target, "--parts")
    assert run(*words, "sign-in, norms").status == 0
    assert bookmarks(target.read_bytes()) == ["Sign-in sheet", "How we work together"]
    target.unlink()
    for parts, sentence in (
        ("soup", "A packet has no part called “soup”."),
        ("sign_out", "no part called “sign-out”. Choose one of these: agenda, contents, norms,"),
        ("soup", "protocol-cards, commitments, sign-in, attachments."),
        (" , ", "at least one part"),
    ):
        refused = run(*words, parts)
        assert refused.status == 2
        assert sentence in refused.err
        assert refused.out == ""
        assert not target.exists()


def test_a_card_is_planned_for_people_and_minutes(run, valley, tmp_path):
    target = tmp_path / "card.pdf"
    words = ("print", "protocol-card", "--protocol", "final-word", "--from", valley, "-o", target)
    assert run(*words, "--people", 4, "--minutes", 45).status == 0
    printed = text(target.read_bytes())
    assert "Takes 45 minutes" in printed
    assert "0 4 × 4:10 Present a passage" in printed  # once for each of the four
    assert run(*words, "--people", 0).status == 2
    refused = run(*words, "--people", 4, "--minutes", 1)
    assert refused.status == 2
    assert refused.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("agenda", "--meeting", "xyz"), "There is no meeting “xyz” here. “copdesk meetings list”"),
        (("packet", "--meeting", "xyz"), "There is no meeting “xyz” here. “copdesk meetings list”"),
        (("run-report", "--meeting", "xyz"), "There is no meeting “xyz” here."),
        (("run-report", "--run", "nope"), "There is no discussion “nope” here. Name its meeting"),
        (("certificate",), "“Certificate” is for one member, and none was named. Add --member"),
        (("catch-up",), "“Catch-up sheet” is for one member, and none was named. Add --member"),
    ],
)
def test_what_is_not_here_is_told_with_what_to_name_instead(run, valley, tmp_path, words, said):
    refused = run("print", *words, "--from", valley, "-o", tmp_path / "x.pdf")
    assert (refused.status, refused.out, len(refused.err.splitlines())) == (2, "", 1)
    assert said in refused.err
    assert not (tmp_path / "x.pdf").exists()


def test_a_meeting_is_named_by_its_id_or_as_the_latest(run, valley, tmp_path):
    listed = run("meetings", "list", "--in", valley, "--json").json["meetings"]
    for name, meeting in (("latest", listed[0]), (listed[-1]["id"], listed[-1])):
        words = ("agenda", "--meeting", name, "--from", valley, "-o", tmp_path / "x.pdf", "--json")
        assert run("print", *words).json["title"] == f"Agenda: {meeting['title']}"


@pytest.mark.parametrize("kind", ["protocol-card", "script"])
@pytest.mark.parametrize("name", ["Tuning Protocol", "tuning PROTOCOL", "TUNING", "tuning"])
def test_a_protocol_is_named_as_for_a_plan(run, valley, tmp_path, kind, name):
    target = tmp_path / "x.pdf"
    assert run("protocols", "plan", name, "--people", 6, "--json").json["protocol"] == "tuning"
    printed = run("print", kind, "--protocol", name, "--from", valley, "-o", target, "--json")
    assert printed.status == 0, printed.err
    assert "Tuning Protocol" in printed.json["title"] + text(target.read_bytes())
    refused = run("print", kind, "--protocol", "Humming", "--from", valley, "-o", target)
    assert refused.status == 2
    assert "There is no protocol called “Humming”." in refused.err


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("poem", []),
        ("norms", ["--member", "x"]),
        ("norms", ["--meeting", "x"]),
        ("directory", ["--meeting", "latest"]),
        ("agenda", ["--protocol", "tuning"]),
        ("agenda", ["--run", "x"]),
        ("agenda", ["--parts", "norms"]),
        ("role-cards", ["--people", "5"]),
        ("name-tags", ["--sheets", "booklet"]),
        ("name-tents", ["--large"]),
    ],
)
def test_what_does_not_fit_is_told_before_a_community_is_opened(run, tmp_path, kind, options):
    refused = run("print", kind, "--from", tmp_path / "none", "-o", tmp_path / "x.pdf", *options)
    assert refused.status == 2
    assert refused.out == ""
    assert "community" not in refused.err
    assert refused.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
