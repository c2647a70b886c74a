"""The two starts of the program on one evening, each in a process of its own.

Run as `python -m tests.journeys.evening first|second FOLDER`. Each prints one JSON object on one
line: the first while a step of the discussion is going on, then it waits to be killed.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QLineEdit, QPushButton, QWidget

from copdesk import app
from copdesk.gui.desk.garbage import Garbage
from copdesk.gui.window.main_window import MainWindow
from copdesk.gui.window.opening import Opening
from tests.journeys.belongings import make_belongings
from tests.journeys.hands import Answers, Hands

COMMUNITY = "Three Valleys"
QUESTION = "How can Joseph’s pupils see that a half is not always a “2”?"
FINISHED_NOTE = "The strips were folded, but nobody looked at the whole."
UNFINISHED_NOTE = "Ask them to draw the who"
EARLIER_COMMITMENT = "Fold strips for everybody"
COMMITMENTS = (
    ("Joseph Tembo", "try number lines with grade 5"),
    ("Amara Osei", "bring three drawings by pupils"),
)
Act = Callable[[Hands, Path], dict[str, Any]]


def first(hands: Hands, folder: Path) -> dict[str, Any]:
    """From the welcome to the middle of the discussion."""
    home = folder / "home"
    make_belongings(home)
    begin(hands)
    bring_people(hands, home)
    agree_norms(hands)
    write_down_last_month(hands)
    plan_meeting(hands)
    fill_library(hands, home)
    save_packet(hands)
    tick_who_came(hands)
    return lead_discussion(hands)


def begin(hands: Hands) -> None:
    assert not hands.one(QPushButton, "openSample").isDefault()
    hands.type("communityName", COMMUNITY, None)
    hands.type("communityAbout", "How children come to see a fraction as a number.", None)
    hands.press("startCommunity")
    hands.wait("the community is open", lambda: COMMUNITY in hands.window.windowTitle())


def bring_people(hands: Hands, home: Path) -> None:
    hands.page("Members")
    for name in ("Ada Lindqvist", "Joseph Tembo", "Mei 美 Chen"):
        hands.type("newNames", name)
    for file, people in (("amara.vcf", 4), ("staff.csv", 7)):
        hands.drop([home / file])
        hands.press("importPeople")
        hands.wait(f"{file} is imported", lambda: hands.seen(QWidget, "newNames"))
        hands.wait("they are listed", lambda people=people: len(hands.rows("memberRows")) == people)


def agree_norms(hands: Hands) -> None:
    hands.page("Community")
    hands.type("normsText", "We listen until the end.", None)
    wait_until_saved(hands)


def write_down_last_month(hands: Hands) -> None:
    """The meeting before CopDesk was here: only where it was, and what was promised there."""
    hands.page("Meetings")
    hands.press("planFirstMeeting")
    hands.type_anew("meetingTitle", "Fractions, once more")
    hands.type("meetingPlace", "Hill School", None)
    day = hands.one(QWidget, "meetingDate")
    for key in (Qt.Key.Key_Home, *[Qt.Key.Key_Down] * 28):
        QTest.keyClick(day, key)
    hands.press_text("Set a time", within="meetingStart")
    hands.tab("Commitments")
    hands.type("newCommitment", EARLIER_COMMITMENT)
    wait_until_saved(hands)


def plan_meeting(hands: Hands) -> None:
    hands.press("planMeeting")
    hands.type_anew("meetingTitle", "Fractions, at last")
    add_item(hands, "Welcome", "5", "Ada Lindqvist")
    add_item(hands, "A dilemma with halves", "55", "Joseph Tembo")
    hands.choose("itemKind", "Discussion")
    hands.choose("itemProtocol", "Consultancy")
    hands.tab("People")
    hands.press("turn-facilitator")
    hands.wait("nobody else is suggested", lambda: not hands.seen(QWidget, "turn-facilitator"))
    wait_until_saved(hands)


def add_item(hands: Hands, title: str, minutes: str, lead: str) -> None:
    hands.type("newAgendaItem", title)
    hands.wait("it has the cursor", lambda: hands.one(QLineEdit, "itemTitle").text() == title)
    hands.type_anew("itemMinutes", minutes)
    hands.type_anew("itemLead", lead)
    wait_until_saved(hands)


def fill_library(hands: Hands, home: Path) -> None:
    hands.page("Library")
    hands.wait("it is read", lambda: hands.seen(QPushButton, "addFirstFiles"))
    hands.drop([home / name for name in ("lesson_plan.pdf", "article.pdf", "pupils_work.jpg")])
    hands.wait(
        "the files are listed",
        lambda: (
            hands.seen(QAbstractItemView, "resourceList") and len(hands.rows("resourceList")) == 3
        ),
    )
    hands.page("Meetings")
    hands.tab("Agenda")
    hands.type("tieSearch", "lesson")
    (offer,) = hands.wait(
        "it is found",
        lambda: [one for one in all_buttons(hands) if is_tie(one)],
    )
    hands.click(offer)
    hands.wait("it is tied", lambda: not [one for one in all_buttons(hands) if is_tie(one)])


def all_buttons(hands: Hands) -> list[QPushButton]:
    return [one for one in hands.window.findChildren(QPushButton) if one.isVisible()]


def is_tie(button: QPushButton) -> bool:
    return button.objectName().startswith("tie-")


def save_packet(hands: Hands) -> None:
    hands.take("print-packet")
    save_and_close(hands)


def save_and_close(hands: Hands) -> None:
    preview = hands.one(QWidget, "printPreview")
    hands.press("savePdf")
    label = hands.one(QLabel, "pageOfPages")
    hands.wait("it is saved", lambda: label.text().startswith("Saved as "))
    preview.close()
    hands.wait("it is closed", lambda: not hands.seen(QWidget, "printPreview"))


def tick_who_came(hands: Hands) -> None:
    hands.tab("People")
    people = hands.one(QAbstractItemView, "attendance")
    for row in range(5):
        box = people.visualRect(people.model().index(row, 0))
        people.setFocus()
        hands.click(people.viewport(), box.center())
        QTest.keyClick(people, Qt.Key.Key_Space)
    hands.type("newVisitor", "Dr. Ruiz")
    count = hands.one(QLabel, "attendanceCount")
    hands.wait("six are counted", lambda: count.text().startswith("6 "))


def lead_discussion(hands: Hands) -> dict[str, Any]:
    hands.tab("Agenda")
    hands.press("startDiscussion")
    hands.wait("the plan is there", lambda: hands.seen(QWidget, "peopleHere"))
    hands.choose("projectorScreen", "In a window")
    hands.press("startDiscussion")
    room = hands.one(QWidget, "projector")
    hands.type("noteText", QUESTION)
    hands.wait("the line is listed", lambda: QUESTION in hands.rows("writtenList"))
    hands.press("nextStep")
    hands.wait("it goes on", lambda: "Clarifying" in hands.one(QLabel, "stepTitle").text())
    hands.press("nextStep")
    hands.press("nextStep")
    hands.wait("the group talks", lambda: "The group talks" in room.accessibleDescription())
    hands.type("noteText", FINISHED_NOTE)
    for who, what in COMMITMENTS:
        hands.type_anew("commitmentWho", who.split()[0])
        hands.type("commitmentWhat", what)
        hands.wait("it is listed", lambda what=what: what in hands.rows("writtenList"))
    hands.type("noteText", UNFINISHED_NOTE, None)
    wait_until_saved(hands)
    shown = hands.one(QWidget, "stepTime")
    began = shown.accessibleName()
    hands.wait("seconds pass", lambda: seconds(began) - seconds(shown.accessibleName()) >= 7)
    return {
        "room": room.accessibleDescription(),
        "left": seconds(shown.accessibleName()),
        "at": time.time(),
    }


def seconds(text: str) -> int:
    """Return what a clock such as 14:53 says."""
    minutes, _colon, rest = text.rpartition(":")
    return int(minutes or 0) * 60 + int(rest)


def wait_until_saved(hands: Hands) -> None:
    hands.wait("it is saved", lambda: hands.one(QLabel, "saveState").text() == "Saved")


def second(hands: Hands, folder: Path) -> dict[str, Any]:
    """From the offer to go on to the agenda of the next meeting."""
    hands.wait("the community is open", lambda: COMMUNITY in hands.window.windowTitle())
    hands.page("Timer")
    waiting = hands.one(QWidget, "waitingRuns")
    found: dict[str, Any] = {
        "offer": " ".join(one.text() for one in waiting.findChildren(QLabel)),
        "at": time.time(),
        "garbage is collected": hands.window.findChild(Garbage) is not None,
    }
    hands.press("answer-go-on")
    found["gap"] = " ".join(
        one.text() for one in hands.one(QFrame, "gapQuestion").findChildren(QLabel)
    )
    hands.press("answer-count")
    found["step"] = hands.one(QLabel, "stepTitle").text()
    found["left"] = seconds(hands.one(QWidget, "stepTime").accessibleName())
    found["left_at"] = time.time()
    found["written"] = hands.rows("writtenList")
    hands.press("finishDiscussion")
    hands.press("answer-finish")
    found["summary"] = hands.one(QLabel, "summaryWritten").text()
    hands.press("toMeeting")
    hands.take("print-minutes")
    save_and_close(hands)
    found |= plan_next(hands)
    return found


def plan_next(hands: Hands) -> dict[str, Any]:
    hands.press("nextState")
    hands.press("nextState")
    hands.press("finalAsTheyAre")
    hands.take("planLike")
    hands.wait("it is listed", lambda: len(hands.rows("meetingList")) == 3)
    opens_with = hands.one(QLineEdit, "itemTitle").text()
    hands.tab("Commitments")
    cards = hands.wait("they come back", lambda: hands.seen(QFrame, "reportBack"))
    back = [one.findChildren(QLabel)[0].text() for one in cards]
    return {"opens_with": opens_with, "back": back}


STARTS: dict[str, tuple[Act, str]] = {
    "first": (first, "packet.pdf"),
    "second": (second, "minutes.pdf"),
}


def main(which: str, folder: Path) -> int:
    """Open the program and do one part of the evening in it."""
    act, paper = STARTS[which]

    def watch(window: MainWindow, _opening: Opening) -> None:
        QTimer.singleShot(0, lambda: perform(window))

    def perform(window: MainWindow) -> None:
        try:
            found = act(Hands(window), folder)
        except BaseException:  # noqa: BLE001 - told to the parent, whatever it is
            window.grab().save(str(folder / f"{which}.png"))
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(3)
        print(json.dumps(found), flush=True)
        if which == "second":
            window.close()

    places = app.Options(settings=folder / "settings", communities=folder / "communities")
    return app.main(places, watch, Answers(folder / paper))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
