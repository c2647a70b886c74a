"""Search: what is found, what is not, and what a search leaves behind when it is stopped."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from copdesk.domain.commitments import Commitment, ReportBack
from copdesk.domain.community import Goal, Norms
from copdesk.domain.library import AttachedFile, Resource, Tag, Use
from copdesk.domain.meetings import AgendaItem, Attendance, Decision, Meeting, Note, Series
from copdesk.domain.members import Group, Member
from copdesk.domain.run.runs import Run, RunNote
from copdesk.domain.topics import Topic
from copdesk.store import engine
from copdesk.store.engine import connect
from copdesk.store.protocols import StoredProtocol
from copdesk.store.search import SEARCHED, Searcher, snippet
from copdesk.store.search_check import index_is_true
from copdesk.store.transaction import Database
from tests.store.finding import found, member


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("María López", "maria lopez"),
        ("Maria Lopez", "MARÍA"),
        ("Øystein Åse", "ase"),
        ("Straße", "strasse"),
        ("Strasse", "STRAßE"),
        ("STRASSE", "straße"),
        ("Cafe\u0301", "café"),
        ("Nguyễn Thị", "nguyen thi"),
        ("İstanbul", "istanbul"),
        ("مُحَمَّد", "محمد"),
        ("محمد", "مُحَمَّد"),
        ("שָׁלוֹם", "שלום"),
        ("हिन्दी पाठ", "हिन्दी"),
        ("हिन्दी", "हिन्"),
        ("संगीता", "संगीता"),
        ("Ｆｕｌｌ Ｗｉｄｔｈ", "full"),
        ("ﬁnal", "fina"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("Ёлка", "ёлк"),
        ("漢字", "漢"),
        ("Room 12b", "12"),
        ("e-mail", "mail"),
        ("O'Neill", "o'neill"),
        ("សុខ\u200bសំណាង", "សុខសំណាង"),
        ("សុខសំណាង", "សុខ\u200bសំណាង"),
        ("co\u00adoperation", "cooperation"),
    ],
)
def test_spelling_does_not_hide_anybody(database: Database, written: str, asked: str) -> None:
    member(database, written)
    member(database, "Zzz")
    assert found(database, asked) == [("member", written)]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("ការអានសៀវភៅក្នុងថ្នាក់", "សៀវភៅ"),
        ("การอ่านหนังสือในห้องเรียน", "หนังสือ"),
        ("ການອ່ານປຶ້ມໃນຫ້ອງຮຽນ", "ປຶ້ມ"),
        ("စာအုပ်ဖတ်ခြင်း", "ဖတ်"),
        ("小学三年级数学教案", "数学"),
        ("分数の授業", "授業"),
        ("Grade3数学", "数学"),
    ],
)
def test_a_word_is_found_where_a_script_has_no_spaces(
    database: Database, written: str, asked: str
) -> None:
    member(database, "Somebody", notes=written)
    member(database, "Another", notes="".join(reversed(asked)))
    assert found(database, asked) == [("member", "Somebody")]
    with closing(database.searcher()) as searcher:
        (hit,) = searcher.search(asked)
    assert hit.snippet == f"‹{written}›"


def test_letters_that_do_not_follow_one_another_are_no_word(database: Database) -> None:
    member(database, "Somebody", notes="数の学")
    assert found(database, "数学") == []


def test_the_snippet_of_a_long_run_shows_the_match() -> None:
    told = snippet("字" * 200 + "数学" + "字" * 200, ["数学"])
    assert "数学" in told
    assert len(told) < 70


def test_every_word_must_be_there_and_the_last_may_be_unfinished(database: Database) -> None:
    member(database, "Ana Brown", "mathematics")
    assert found(database, "ana math") == [("member", "Ana Brown")]
    assert found(database, "mathematics an") == [("member", "Ana Brown")]
    assert found(database, "ana physics") == []
    assert found(database, "math ana") == []


def test_everything_people_write_is_found(database: Database) -> None:
    day = date(2026, 3, 5)
    with database.transaction() as tx:
        tx.members.put(Member(name="Ana", school="wordone", address="wordtwo"))
        tx.groups.put(Group(name="Maths", purpose="wordeighteen"))
        tx.series.put(Series(title="Evenings", place="wordnineteen"))
        community = tx.community.the_one().id
        tx.community.put_child(community, "norms", Norms(text="wordtwenty"))
        tx.community.put_child(community, "goals", Goal(text="wordtwentyone"))
        tx.meetings.put(
            Meeting(
                title="March",
                held_on=day,
                place="wordthree",
                agenda=(AgendaItem(title="wordfour", notes="wordfive"),),
                notes=(Note(text="wordsix"),),
                decisions=(Decision(text="wordseven", reason="wordeight"),),
                attendance=(Attendance(visitor="wordtwentytwo"), Attendance(member_id="m")),
            )
        )
        tx.commitments.put(Commitment(text="Try wordnine", reports=(ReportBack(text="wordten"),)))
        tx.topics.put(Topic(text="wordeleven"))
        tx.resources.put(
            Resource(
                title="Rubric",
                authors="wordtwelve",
                consent="wordtwentythree",
                files=(AttachedFile(name="wordthirteen.pdf", sha256="0"),),
                tags=(Tag(text="wordfourteen"),),
                uses=(Use(text="wordfifteen"),),
            )
        )
        note = RunNote(text="wordsixteen", person="wordtwentyfour")
        tx.runs.put(Run(title="Tuning", plan="{}", notes=(note,)))
        tx.protocols.put(StoredProtocol(name="x", title="wordseventeen", text=""))
    expected = {
        "member": ("Ana", "one two"),
        "meeting": ("March", "three twentytwo"),
        "agenda_item": ("wordfour", "four five"),
        "note": ("March", "six"),
        "decision": ("March", "seven eight"),
        "group": ("Maths", "eighteen"),
        "series": ("Evenings", "nineteen"),
        "norms": ("Upper Valley", "twenty"),
        "goal": ("wordtwentyone", "twentyone"),
        "commitment": ("Try wordnine", "nine ten"),
        "topic": ("wordeleven", "eleven"),
        "resource": ("Rubric", "twelve thirteen fourteen fifteen twentythree"),
        "run": ("Tuning", "sixteen twentyfour"),
        "protocol": ("wordseventeen", "seventeen"),
    }
    for kind, (title, numbers) in expected.items():
        for number in numbers.split():
            assert (kind, title) in found(database, f"word{number}"), number
    assert set(expected) == {searched.kind for searched in SEARCHED.values()}
    assert ("run", "Tuning") in found(database, "tuning")


def test_the_part_of_a_meeting_that_was_found_is_named(database: Database) -> None:
    with database.transaction() as tx:
        notes = (Note(text="words"), Note(text="other words, fractions"))
        stored = tx.meetings.put(Meeting(title="", held_on=date(2026, 3, 5), notes=notes))
    with closing(database.searcher()) as searcher:
        (hit,) = searcher.search("fractions")
    assert (hit.kind, hit.id) == ("note", stored.notes[1].id)
    assert hit.title == "Meeting on March 5, 2026"


def test_a_protocol_is_found_by_the_name_that_links_use(database: Database) -> None:
    with database.transaction() as tx:
        tx.protocols.put(StoredProtocol(name="our-words", title="Words", text=""))
    with closing(database.searcher()) as searcher:
        (hit,) = searcher.search("words")
    assert (hit.kind, hit.id) == ("protocol", "our-words")


def test_nothing_is_indexed_where_nobody_wrote(database: Database) -> None:
    with database.transaction() as tx:
        came = tuple(Attendance(member_id=f"{number}") for number in range(9))
        tx.meetings.put(Meeting(title="", held_on=date(2026, 3, 5), attendance=came))
    with closing(connect(database.path, read_only=True)) as connection:
        assert connection.execute("SELECT * FROM local_search_text").fetchall() == []
        assert index_is_true(connection)


def test_what_was_removed_is_not_found_until_it_is_restored(database: Database) -> None:
    with database.transaction() as tx:
        stored = tx.meetings.put(
            Meeting(title="March", held_on=date(2026, 3, 5), notes=(Note(text="fractions"),))
        )
    note = stored.notes[0].id
    with database.transaction() as tx:
        tx.meetings.remove_child("notes", note)
    assert found(database, "fractions") == []
    with database.transaction() as tx:
        tx.meetings.restore_child("notes", note)
    assert found(database, "fractions") == [("note", "March")]
    with database.transaction() as tx:
        tx.meetings.remove(stored.id)
    assert found(database, "fractions") == found(database, "march") == []
    with database.transaction() as tx:
        tx.meetings.restore(stored.id)
    assert found(database, "fractions") == [("note", "March")]
    assert found(database, "march") == [("meeting", "March")]


def test_many_hits_in_one_thing_do_not_hide_the_others(database: Database) -> None:
    with database.transaction() as tx:
        notes = tuple(Note(text="fractions " * 3) for _ in range(400))
        tx.meetings.put(Meeting(title="March", held_on=date(2026, 3, 5), notes=notes))
        trashed = tx.meetings.put(Meeting(title="May", held_on=date(2026, 5, 5), notes=notes))
        tx.meetings.remove(trashed.id)
        tx.members.put(Member(name="Ana", notes="Likes long words and, at the end, fractions."))
    assert sorted(found(database, "fractions")) == [("member", "Ana"), ("note", "March")]


def test_changed_words_are_found_and_old_ones_are_not(database: Database) -> None:
    stored = member(database, "Ana", "fractions")
    with database.transaction() as tx:
        tx.members.put(replace(stored, notes="decimals"))
    assert found(database, "fractions") == []
    assert found(database, "decimals") == [("member", "Ana")]


def test_the_title_counts_more_than_the_rest(database: Database) -> None:
    member(database, "Other", "rubric " * 2)
    with database.transaction() as tx:
        tx.resources.put(Resource(title="Rubric"))
    assert found(database, "rubric")[0] == ("resource", "Rubric")


def test_an_interrupted_search_finds_nothing_and_holds_nothing(database: Database) -> None:
    with database.transaction() as tx:
        for number in range(50):
            tx.members.put(Member(name=f"Ana {number}"))
    with closing(database.searcher()) as searcher:
        started, go_on = threading.Event(), threading.Event()

        def slow(*_args: object) -> int:
            started.set()
            return 0 if go_on.wait(10) else 1

        searcher.connection.set_progress_handler(slow, 1)
        hits: list[list[object]] = []
        worker = threading.Thread(target=lambda: hits.append([*searcher.search("ana")]))
        worker.start()
        assert started.wait(10)
        searcher.interrupt()
        go_on.set()
        worker.join(10)
        assert hits == [[]]
        member(database, "Bo")  # the file is free for writing
    assert found(database, "bo") == [("member", "Bo")]


def test_a_search_interrupted_before_it_began_finds_nothing(database: Database) -> None:
    member(database, "Ana")
    with closing(database.searcher()) as searcher:
        searcher.interrupt()
        assert searcher.search("ana") == []


def test_no_more_than_asked_for_and_the_file_is_free_afterwards(database: Database) -> None:
    with database.transaction() as tx:
        for number in range(30):
            tx.members.put(Member(name=f"Ana {number}"))
    with closing(database.searcher()) as searcher:
        assert len(searcher.search("ana", limit=7)) == 7
        assert len(searcher.search("a", limit=7)) == 7
        member(database, "Bo")


def test_the_snippet_shows_the_words_around_the_first_match() -> None:
    text = " ".join(f"w{number}" for number in range(100)) + " Fractions! after"
    shown = snippet(text, ["fract"], around=3)
    assert shown == "… w97 w98 w99 ‹Fractions!› after"
    assert snippet("nothing here", ["x"]) == "nothing here"
    assert snippet("", ["x"]) == ""


def test_a_search_that_the_disk_refuses_is_said_in_a_sentence(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PRAGMAS", ("busy_timeout=1",))
    with closing(sqlite3.connect(database.path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        searcher = Searcher(database.path)
        with pytest.raises(engine.UserError, match="Another program"):
            searcher.search("ana")
        searcher.close()
