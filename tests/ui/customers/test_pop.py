"""Candidates of a ringing call, the identity check, the lookup: by keyboard alone, and never in the way of typing."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.customers.records import (
    Candidate,
    CustomerBrief,
    CustomerInList,
    LookupAnswer,
    LookupHit,
    Masked,
    Match,
    Matched,
    VerificationForm,
)
from agent_desk.ui.customers import presentation
from agent_desk.ui.customers.candidates import CandidateList
from agent_desk.ui.customers.lookup import LookupOverlay, LookupPanel
from agent_desk.ui.customers.new_customer import NewCustomerDialog
from agent_desk.ui.customers.verification import VerificationChecklist
from tests.fixtures.small_hub import refusal
from tests.fixtures.waiting import patience
from tests.ui.customers.conftest import NOW, POLICY, WORDS, Bank, item, make_card, plain, put, typing_of

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def brief(number: str) -> dict[str, Any]:
    """A customer."""
    return {
        "customer_id": uuid.uuid5(uuid.NAMESPACE_OID, number),
        "number": number,
        "name": Masked(text="王*"),
        "level": WORDS.levels[0],
    }


def candidate(number: str, verified: bool = True, **more: Any) -> Candidate:
    """Somebody who may be calling."""
    match = Match(verified=verified, kind="mobile", source="web_form", value=Masked(text="138****8000"), shared_by=2)
    return Candidate(**brief(number), match=match, **more)


@pytest.fixture
def pop(desk: QWidget) -> CandidateList:
    """Two candidates in the window of somebody who is typing."""
    made = CandidateList()
    put(desk, made)
    made.set_candidates([candidate("C000001"), candidate("C000002", False)], "138****8000")
    return made


def test_a_pop_leaves_the_cursor_where_it_is_and_one_key_goes_to_it(
    pop: CandidateList, desk: QWidget, qtbot: QtBot
) -> None:
    typing = typing_of(desk)
    qtbot.keyClicks(typing, "half")
    assert typing.hasFocus()
    qtbot.keyClick(desk, Qt.Key.Key_K, CTRL | SHIFT)
    qtbot.waitUntil(pop.rows.hasFocus)
    assert typing.text() == "half"


def test_a_candidate_is_chosen_with_the_arrows_and_enter(pop: CandidateList, qtbot: QtBot) -> None:
    chosen: list[Candidate] = []
    pop.chosen.connect(chosen.append)
    pop.rows.setFocus()
    qtbot.keyClick(pop.rows, Qt.Key.Key_Down)
    qtbot.keyClick(pop.rows, Qt.Key.Key_Down)
    qtbot.keyClick(pop.rows, Qt.Key.Key_Return)
    assert [one.number for one in chosen] == ["C000002"]


def test_news_of_the_call_keeps_the_candidate_that_was_marked(pop: CandidateList, qtbot: QtBot) -> None:
    qtbot.keyClick(pop.rows, Qt.Key.Key_Down)
    pop.set_candidates([candidate("C000003"), candidate("C000001"), candidate("C000002", False)], "138****8000")
    current = pop.current()
    assert current is not None
    assert current.number == "C000002"


def test_it_goes_only_when_it_is_dismissed(pop: CandidateList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pop.dismissed):
        qtbot.keyClick(pop.rows, Qt.Key.Key_Escape)
    with qtbot.waitSignal(pop.find_wanted):
        pop.find_other.click()


def test_nobody_and_withheld_numbers_say_what_to_do(pop: CandidateList) -> None:
    pop.set_candidates([], "139****1111")
    assert pop.empty.title() == "Unknown number 139****1111"
    assert not pop.choose.isVisible()
    pop.set_candidates([], "", withheld=True)
    assert pop.empty.title() == "No number"


def test_why_and_until_when_are_said_in_words() -> None:
    guess = candidate("C000002", False).match
    assert presentation.why(guess) == "A guess: unverified 138****8000, from a web form · shared by 2"
    for days, text in ((0.1, "due today"), (1, "due tomorrow"), (3, "due in 3 days"), (-1, "1 day overdue")):
        matter = item("TS-1", 50, "complaint", open=True, due_at=NOW + timedelta(days=days))
        assert presentation.due(matter)[0].startswith(text)


def test_a_limit_that_ends_at_midnight_counts_the_day_before_it() -> None:
    midnight = NOW.replace(hour=16, minute=0)  # 00:00 of the 14th in the centre
    for days, text in ((15, "due in 15 days"), (1, "due tomorrow"), (0, "due today 24:00"), (-1, "1 day overdue")):
        matter = item("TS-1", 50, "complaint", open=True, due_at=midnight + timedelta(days=days))
        assert presentation.due(matter)[0] == text


# -- the identity check ------------------------------------------------------------------------------------------------


@pytest.fixture
def checklist(desk: QWidget) -> VerificationChecklist:
    """A check that begins: three questions, two right ones needed, the name among them, one wrong allowed."""
    made = VerificationChecklist()
    put(desk, made)
    made.begin(CustomerBrief(**brief("C000001")), POLICY)
    return made


def answer(checklist: VerificationChecklist, qtbot: QtBot, *keys: Qt.Key) -> None:
    """Press a key on each question from the top; an answer goes on to the next by itself."""
    checklist.rows[0].setFocus(Qt.FocusReason.TabFocusReason)
    for row, key in zip(checklist.rows, keys, strict=False):
        qtbot.waitUntil(row.hasFocus)
        qtbot.keyClick(row, key)
        if key == Qt.Key.Key_Backspace:
            qtbot.keyClick(row, Qt.Key.Key_Down)


def test_a_caller_is_checked_by_keyboard(checklist: VerificationChecklist, qtbot: QtBot) -> None:
    sent: list[VerificationForm] = []
    checklist.submitted.connect(sent.append)
    answer(checklist, qtbot, Qt.Key.Key_Space)
    assert (checklist.count.text(), checklist.confirm.isEnabled()) == ("1 of 2 right", False)
    answer(checklist, qtbot, Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_Y)
    assert (checklist.count.text(), checklist.confirm.isEnabled()) == ("2 of 2 right", True)
    qtbot.keyClick(checklist.rows[2], Qt.Key.Key_Return)
    assert [(form.items, form.wrong) for form in sent] == [(["name", "branch"], ["mobile"])]
    assert not checklist.confirm.isEnabled()
    checklist.show_result(True)
    assert checklist.verdict.text() == "The caller is verified."


def test_too_many_wrong_answers_cannot_be_made_good(checklist: VerificationChecklist, qtbot: QtBot) -> None:
    answer(checklist, qtbot, Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_N)
    assert not checklist.confirm.isEnabled()
    assert "cannot be verified" in checklist.verdict.text()
    with qtbot.waitSignal(checklist.submitted):
        checklist.fail.click()


def test_the_required_question_is_not_made_up_for_by_others(checklist: VerificationChecklist, qtbot: QtBot) -> None:
    answer(checklist, qtbot, Qt.Key.Key_Backspace, Qt.Key.Key_Y, Qt.Key.Key_Y)
    assert not checklist.confirm.isEnabled()
    assert "required" in checklist.verdict.text()


def test_what_was_ticked_is_kept_when_the_hub_does_not_answer(checklist: VerificationChecklist, qtbot: QtBot) -> None:
    answer(checklist, qtbot, Qt.Key.Key_Y, Qt.Key.Key_Y)
    checklist.confirm.click()
    checklist.show_error("The hub is away.")
    assert checklist.codes("right") == ["name", "mobile"]
    assert checklist.confirm.isEnabled()
    with qtbot.waitSignal(checklist.cancelled):
        qtbot.keyClick(checklist.rows[0], Qt.Key.Key_Escape)


# -- the lookup --------------------------------------------------------------------------------------------------------


def found(*numbers: str) -> Callable[[], Any]:
    """An answer of the hub."""
    matched = [Matched(kind="phone", text="138****8000", start=0, length=3, quality="prefix")]
    hits = [LookupHit(**brief(number), matched=matched) for number in numbers]
    return lambda: plain(LookupAnswer(items=hits, more=len(hits) > 2))


@pytest.fixture
def lookup(context: DeskContext, desk: QWidget) -> LookupPanel:
    """The lookup, with the cursor in it."""
    made = LookupPanel(context)
    put(desk, made)
    made.field.setFocus()
    return made


def test_a_customer_is_found_and_chosen_without_leaving_the_field(
    lookup: LookupPanel, qtbot: QtBot, bank: Bank
) -> None:
    bank.lookups["138"] = found("C000001", "C000002")
    qtbot.keyClicks(lookup.field, "138")
    qtbot.waitUntil(lambda: len(lookup.hits()) == 2)
    assert len(bank.asked("/customers")) == 1
    qtbot.keyClick(lookup.field, Qt.Key.Key_Down)
    chosen: list[LookupHit] = []
    lookup.chosen.connect(chosen.append)
    qtbot.keyClick(lookup.field, Qt.Key.Key_Return)
    assert [hit.number for hit in chosen] == ["C000002"]
    assert lookup.field.hasFocus()


def test_a_late_answer_does_not_replace_the_newer_one(
    lookup: LookupPanel, qtbot: QtBot, bank: Bank, context: DeskContext
) -> None:
    asked, go = Event(), Event()

    def slow() -> Any:
        asked.set()
        go.wait(patience(5))
        return found("C000001")()

    def numbers() -> list[str]:
        return [hit.number for hit in lookup.hits()]

    bank.lookups |= {"13": slow, "138": found("C000002")}
    qtbot.keyClicks(lookup.field, "13")
    qtbot.keyClick(lookup.field, Qt.Key.Key_Return)
    qtbot.waitUntil(asked.is_set)
    qtbot.keyClicks(lookup.field, "8")
    qtbot.waitUntil(lambda: len(bank.asked("/customers")) >= 1 and lookup.field.text() == "138")
    go.set()
    qtbot.waitUntil(lambda: numbers() == ["C000002"])
    qtbot.waitUntil(lambda: context.background.busy == 0)
    assert numbers() == ["C000002"]


def test_enter_before_the_answer_chooses_the_only_one(lookup: LookupPanel, qtbot: QtBot, bank: Bank) -> None:
    bank.lookups["C000001"] = found("C000001")
    qtbot.keyClicks(lookup.field, "C000001")
    with qtbot.waitSignal(lookup.chosen) as chosen:
        qtbot.keyClick(lookup.field, Qt.Key.Key_Return)
    assert chosen.args is not None
    assert chosen.args[0].number == "C000001"


def test_too_little_nobody_and_more_are_said(lookup: LookupPanel, qtbot: QtBot, bank: Bank) -> None:
    assert lookup.states.empty.title() == "Type at least two characters"
    bank.lookups["zz"] = found()
    qtbot.keyClicks(lookup.field, "zz")
    qtbot.waitUntil(lambda: lookup.states.empty.title() == "Nobody found")
    bank.lookups["zzz"] = found("C000001", "C000002", "C000003")
    qtbot.keyClicks(lookup.field, "z")
    qtbot.waitUntil(lambda: len(lookup.hits()) == 3)
    lookup.field.clear()
    assert lookup.states.empty.title() == "Type at least two characters"


def test_a_hub_that_does_not_answer_is_told_and_can_be_asked_again(
    lookup: LookupPanel, qtbot: QtBot, bank: Bank
) -> None:
    bank.refuse["customers"] = (503, {"error": {"id": "database_down", "sentence": "", "values": {}, "request_id": ""}})
    qtbot.keyClicks(lookup.field, "138")
    qtbot.waitUntil(lambda: lookup.states.showing() == "error")
    assert "does not answer" in lookup.states.error.title()


def test_the_overlay_gives_the_cursor_back_to_the_half_typed_note(
    context: DeskContext, desk: QWidget, qtbot: QtBot, bank: Bank
) -> None:
    bank.lookups["138"] = found("C000001")
    typing = typing_of(desk)
    qtbot.keyClicks(typing, "half ")
    overlay = LookupOverlay(context, desk)
    overlay.open()
    qtbot.waitUntil(overlay.panel.field.hasFocus)
    qtbot.keyClicks(overlay.panel.field, "13")
    qtbot.keyClick(overlay.panel.field, Qt.Key.Key_Escape)
    assert not overlay.isVisible() and typing.hasFocus(), "Esc closes at once, whatever is typed"
    overlay.open()
    qtbot.keyClicks(overlay.panel.field, "138")
    qtbot.waitUntil(lambda: len(overlay.panel.hits()) == 1)
    with qtbot.waitSignal(overlay.chosen):
        qtbot.keyClick(overlay.panel.field, Qt.Key.Key_Return)
    assert not overlay.isVisible()
    qtbot.waitUntil(typing.hasFocus)
    qtbot.keyClicks(typing, "typed")
    assert typing.text() == "half typed"


def test_nobody_found_becomes_a_form_by_one_key_with_what_was_typed(
    context: DeskContext, desk: QWidget, qtbot: QtBot, bank: Bank
) -> None:
    overlay = LookupOverlay(context, desk)
    overlay.open()
    qtbot.waitUntil(overlay.panel.field.hasFocus)
    bank.lookups["zz"] = found()
    qtbot.keyClicks(overlay.panel.field, "zz")
    with qtbot.waitSignal(overlay.new_wanted) as wanted:
        qtbot.keyClick(overlay.panel.field, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert wanted.args == ["zz"] and not overlay.isVisible()
    overlay.open()
    qtbot.waitUntil(overlay.panel.field.hasFocus)
    qtbot.keyClicks(overlay.panel.field, "zz")
    with qtbot.waitSignal(overlay.new_wanted) as by_mouse:
        qtbot.mouseClick(overlay.new, Qt.MouseButton.LeftButton)
    assert by_mouse.args == ["zz"] and not overlay.isVisible()


@pytest.fixture
def entering(context: DeskContext, desk: QWidget, qtbot: QtBot, bank: Bank) -> NewCustomerDialog:
    """The form of a new customer whose number the hub knows of somebody else."""
    hit = CustomerInList(**brief("C000007"), telephone="138****8000")
    bank.refuse["customers"] = refusal(409, "customers_alike", alike=[plain(hit)])
    dialog = NewCustomerDialog(context, [], "13800138000", parent=desk)
    dialog.open()
    qtbot.keyClicks(dialog.form.field("name"), "zz")
    qtbot.keyClick(dialog.form.field("name"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.number for one in dialog.alike()] == ["C000007"])
    return dialog


def test_who_is_alike_is_shown_and_can_be_chosen_instead(entering: NewCustomerDialog, qtbot: QtBot, bank: Bank) -> None:
    assert bank.asked("/customers")[-1].body["telephone"] == "13800138000"
    with qtbot.waitSignal(entering.chosen) as chosen:
        qtbot.keyClick(entering.focusWidget(), Qt.Key.Key_Space)
    assert chosen.args is not None and chosen.args[0].number == "C000007"
    assert not entering.isVisible()


def test_nobody_is_entered_beside_who_is_alike_until_somebody_says_that_they_are_others(
    entering: NewCustomerDialog, qtbot: QtBot, bank: Bank
) -> None:
    alike = str(entering.alike()[0].customer_id)
    del bank.refuse["customers"]
    bank.lookups[""] = lambda: plain(make_card())
    qtbot.keyClick(entering.form.field("name"), Qt.Key.Key_Return)
    assert entering.apart.hasFocus() and len(bank.asked("/customers")) == 1
    qtbot.keyClick(entering.apart, Qt.Key.Key_Space)
    with qtbot.waitSignal(entering.saved) as saved:
        qtbot.keyClick(entering.apart, Qt.Key.Key_Return)
    assert saved.args is not None and saved.args[0].number == "C000123"
    assert bank.asked("/customers")[-1].body["apart_from"] == [alike]
