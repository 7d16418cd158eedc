"""Scoring at a seat without pixels: nothing typed is lost or doubled, whatever the hub does meanwhile."""

import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from agent_desk.desk.quality import operations
from agent_desk.desk.quality.review import DRAFT, ReviewWork
from agent_desk.schemas.quality.records import ReviewForm, ReviewItem
from tests.fixtures.hub import GoingHub
from tests.fixtures.quality import FULL, Centre, InUnit, given_items
from tests.fixtures.seats import MakeSeat, Seat, close


@dataclass
class Reviewer:
    """A reviewer at a seat, with the calls given to them."""

    seat: Seat
    items: list[uuid.UUID]

    def look(self, at: int = 0) -> ReviewItem:
        return operations.item(self.seat.context.api, self.items[at])

    def open(self, at: int = 0) -> ReviewWork:
        """Turn to a call with a work of its own."""
        work = ReviewWork(self.seat.context)
        work.open(self.look(at))
        return work

    def drafts(self) -> list[str]:
        return self.seat.context.outbox.drafts(DRAFT)


@pytest.fixture
def reviewer(centre: Centre, in_unit: InUnit, make_seat: MakeSeat, going_hub: GoingHub) -> Reviewer:
    centre.calls(4)
    return Reviewer(make_seat(going_hub.url, "quality1"), given_items(centre, in_unit))


def until(qtbot: QtBot, work: ReviewWork, state: str) -> None:
    qtbot.waitUntil(lambda: work.state == state, timeout=10_000)


def test_answers_are_saved_by_themselves_and_the_draft_goes(qtbot: QtBot, reviewer: Reviewer) -> None:
    work = reviewer.open()
    work.answer("greeting", True)
    work.answer("accuracy", 1)
    work.answer("accuracy", 4)
    work.comment("语速偏快")
    work.keep_draft()
    assert reviewer.drafts() == [str(reviewer.items[0])]
    work.save()
    until(qtbot, work, "saved")
    assert reviewer.drafts() == []
    hubs = reviewer.look().review
    assert (hubs.answers, hubs.comment, hubs.version) == ({"greeting": True, "accuracy": 4}, "语速偏快", 1)
    work.answer("greeting", None)
    work.save()
    until(qtbot, work, "saved")
    assert reviewer.look().review.answers == {"accuracy": 4}


def test_one_and_yes_are_two_answers(reviewer: Reviewer) -> None:
    work = reviewer.open()
    work.answer("accuracy", 1)
    work.answer("accuracy", True)
    assert work.form.answers["accuracy"] is True


def test_a_submission_with_gaps_is_not_sent_and_names_them(qtbot: QtBot, reviewer: Reviewer) -> None:
    work = reviewer.open()
    for code, answer in FULL.items():
        if code not in ("record", "fatal_secret"):
            work.answer(code, answer)
    with qtbot.waitSignal(work.missing) as told:
        work.submit()
    assert told.args == [["record", "fatal_secret"]]
    assert reviewer.look().review.state == "new"


def test_a_submission_is_final_at_the_seat_too(qtbot: QtBot, reviewer: Reviewer) -> None:
    work = reviewer.open()
    for code, answer in FULL.items():
        work.answer(code, answer)
    with qtbot.waitSignal(work.submitted, timeout=10_000) as told:
        work.submit()
    assert told.args[0].score == 82.0
    work.answer("greeting", False)
    assert (work.state, work.editable, reviewer.drafts()) == ("submitted", False, [])


def test_a_submission_asked_for_while_a_save_is_on_its_way_follows_it(qtbot: QtBot, reviewer: Reviewer) -> None:
    work = reviewer.open()
    for code, answer in FULL.items():
        work.answer(code, answer)
    work.save()
    with qtbot.waitSignal(work.submitted, timeout=10_000):
        work.submit()
    assert reviewer.look().review.version == 2


def test_what_is_typed_survives_a_hub_that_goes_away(qtbot: QtBot, reviewer: Reviewer, going_hub: GoingHub) -> None:
    work = reviewer.open()
    going_hub.stop()
    work.answer("accuracy", 3)
    work.save()
    until(qtbot, work, "waiting")
    work.answer("clarity", 5)
    assert work.state == "drafted"
    going_hub.start()
    reviewer.seat.context.outbox.send_now()
    until(qtbot, work, "saved")
    hubs = reviewer.look().review
    assert (hubs.answers, hubs.version) == ({"accuracy": 3, "clarity": 5}, 2)
    assert reviewer.seat.context.outbox.pending_count == 0


def test_a_submission_waits_for_the_hub_and_arrives_once(qtbot: QtBot, reviewer: Reviewer, going_hub: GoingHub) -> None:
    work = reviewer.open()
    for code, answer in FULL.items():
        work.answer(code, answer)
    going_hub.stop()
    work.submit()
    until(qtbot, work, "waiting")
    assert work.drafted.action == "submit" and not work.editable
    going_hub.start()
    with qtbot.waitSignal(work.submitted, timeout=10_000):
        reviewer.seat.context.outbox.send_now()
    assert reviewer.look().review.version == 1


def test_a_killed_desk_finds_what_was_typed(
    qtbot: QtBot, reviewer: Reviewer, going_hub: GoingHub, make_seat: MakeSeat
) -> None:
    work = reviewer.open()
    work.answer("accuracy", 2)
    work.keep_draft()
    close(reviewer.seat)
    again = Reviewer(make_seat(going_hub.url, "quality1"), reviewer.items)
    work = again.open()
    assert (work.form.answers, work.state) == ({"accuracy": 2}, "drafted")
    work.save()
    until(qtbot, work, "saved")


def test_another_seat_was_quicker_and_the_person_chooses(qtbot: QtBot, reviewer: Reviewer) -> None:
    def elsewhere(version: int, **answers: Any) -> None:
        form = ReviewForm(answers=answers, version=version)
        operations.save_review(reviewer.seat.context.outbox, reviewer.items[0], form)

    for choice in ("keep_mine", "take_theirs"):
        work = reviewer.open()
        version = work.form.version
        elsewhere(version, accuracy=5, clarity=version % 5)
        work.answer("accuracy", 1 if choice == "keep_mine" else 0)
        work.save()
        until(qtbot, work, "stale")
        getattr(work.drafted, choice)()
        if choice == "keep_mine":
            until(qtbot, work, "saved")
        assert work.form.answers["accuracy"] == (1 if choice == "keep_mine" else 5)
    assert reviewer.look().review.answers["accuracy"] == 5


def test_turning_to_another_call_loses_nothing_of_the_first(qtbot: QtBot, reviewer: Reviewer) -> None:
    work = reviewer.open(0)
    second = reviewer.look(1)
    work.answer("accuracy", 2)
    work.save()
    work.answer("clarity", 1)
    work.open(second)
    qtbot.waitUntil(lambda: reviewer.look(0).review.answers == {"accuracy": 2, "clarity": 1}, timeout=10_000)
    qtbot.waitUntil(lambda: reviewer.seat.context.background.busy == 0, timeout=10_000)
    back = reviewer.open(0)
    assert back.form.answers == {"accuracy": 2, "clarity": 1}
    assert reviewer.drafts() == []
    assert not reviewer.seat.told.texts()
