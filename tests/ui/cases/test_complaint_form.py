"""The complaint form at a real hub: by keyboard alone, with the hub away, with faults, with a draft that outlives the desk."""

import uuid
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from agent_desk.desk.kit.errors import HubRefused
from agent_desk.desk.kit.live import LiveState
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.cases import Complaint
from agent_desk.ui.cases.complaint_form import ComplaintForm
from agent_desk.ui.cases.slide import SlideOver
from agent_desk.ui.kit import words
from tests.fixtures.cases import call_at, customer
from tests.fixtures.hub import GoingHub
from tests.fixtures.narratives import put
from tests.fixtures.seats import MakeSeat, Seat, close

MATTER = "提前还款被收取违约金，与合同约定不符，要求退还。"
MakeForm = Callable[..., ComplaintForm]


@pytest.fixture
def make_form(qtbot: QtBot) -> MakeForm:
    def make(seat: Seat, ready: bool = True) -> ComplaintForm:
        form = ComplaintForm(seat.context)
        form.resize(640, 640)
        qtbot.addWidget(form)
        form.show()
        form.activateWindow()
        if ready:
            qtbot.waitUntil(lambda: form.work.terms is not None, timeout=10_000)
        return form

    return make


def fill(form: ComplaintForm, **more: object) -> None:
    """What a person would have typed."""
    values = {"business": "debit_card", "cause": "pricing", "wish": "refund", "narrative": "短信费扣了两次。"}
    form.fields.set_values({**values, **more}, clean=False)


def stored(database: Database) -> list[str]:
    with database.read() as db:
        return list(db.scalars(select(Complaint.number).order_by(Complaint.number)))


def press(qtbot: QtBot, text: str = "", *keys: Qt.Key) -> None:
    """Type into whatever has the focus, as a person does."""
    target = QApplication.focusWidget()
    assert target is not None
    if text:
        qtbot.keyClicks(target, text)
    for key in keys:
        # An open list of matches takes the keys, as on a real screen.
        popup = QApplication.activePopupWidget()
        qtbot.keyClick(popup or QApplication.focusWidget() or target, key)


def test_the_form_is_filled_and_handed_in_by_keyboard_alone(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, make_form: MakeForm, database: Database
) -> None:
    seat = make_seat(hub.url, "lin", "agent")
    me = seat.context.session.me.id
    owner = customer(database)
    call = call_at(database, me, owner.id)
    form = make_form(seat)
    form.open_for(call_id=call.id, customer_id=owner.id, customer="王* · C000123", caller="138****8000")
    assert form.fields.values()["channel"] == "phone" and form.fields.source.text() == "Customer's call"
    qtbot.waitUntil(lambda: form.fields.narrative.focusProxy().hasFocus())
    press(qtbot, "Charged twice for SMS in October.", Qt.Key.Key_Tab)
    press(qtbot, "credit", Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Tab)
    press(qtbot, "pricing", Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Tab)
    press(qtbot, "refund", Qt.Key.Key_Down, Qt.Key.Key_Return)
    values = form.fields.values()
    assert (values["business"], values["cause"], values["wish"]) == ("credit_card", "pricing", "refund")
    qtbot.waitUntil(lambda: "15 days" in form.due_line.text())
    with qtbot.waitSignal(form.opened) as came:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert form.outcome.number() == came.args[0].number == stored(database)[0]
    qtbot.waitUntil(lambda: form.window().focusWidget() is form.outcome.finish)
    with qtbot.waitSignal(form.closed):
        qtbot.keyClick(form.outcome.finish, Qt.Key.Key_Space)
    form.open_for(call_id=call.id, customer_id=owner.id, customer="王* · C000123")
    assert form.fields.values()["narrative"] == ""


def test_with_the_hub_away_the_form_is_kept_and_sent_once_and_then_shows_its_number(
    qtbot: QtBot, going_hub: GoingHub, make_seat: MakeSeat, make_form: MakeForm, database: Database
) -> None:
    seat = make_seat(going_hub.url, "lin", "agent")
    form = make_form(seat)
    form.open_for(call_id=None, caller="")
    fill(form, complainant="李芳", source="call", channel="phone")
    going_hub.stop()
    form.save()
    form.save()
    qtbot.waitUntil(lambda: form.outcome.title() == "Kept on this seat, will be sent", timeout=10_000)
    assert [write.what_zh for write in seat.context.outbox.pending()] == ["投诉登记"]
    restarted = make_form(seat, ready=False)
    restarted.open_for(call_id=None, caller="")
    assert restarted.outcome.title() == "Kept on this seat, will be sent"
    going_hub.start()
    with qtbot.waitSignal(form.opened, timeout=20_000):
        pass
    qtbot.waitUntil(lambda: restarted.outcome.number() != "")
    assert [form.outcome.number()] == [restarted.outcome.number()] == stored(database)
    assert seat.context.outbox.pending() == []


def test_with_the_hub_away_what_is_typed_asks_nothing_of_the_person_and_tells_its_neighbours_when_it_is_back(
    qtbot: QtBot, going_hub: GoingHub, make_seat: MakeSeat, make_form: MakeForm, database: Database
) -> None:
    seat = make_seat(going_hub.url, "lin", "complaint_handler")
    put(
        database,
        seat.context.session.me.id,
        [{"number": "S1", "narrative": MATTER, "business": "loan", "cause": "process"}],
    )
    form = make_form(seat)
    form.open_for()
    going_hub.stop()
    qtbot.keyClicks(form.fields.narrative.editor, "short")
    assert form.neighbours.texts() == [] and form.suggested.said() == "", "too short to tell anything"
    form.fields.put("narrative", MATTER)
    qtbot.waitUntil(lambda: form.work.told_feed.waiting or form.work.told_feed.error is not None, timeout=10_000)
    qtbot.waitUntil(lambda: not form.work.told_feed.waiting, timeout=10_000)
    assert form.neighbours.texts() == [] and form.error_text() == ""
    assert form.fields.values()["narrative"] == MATTER
    going_hub.start()
    qtbot.waitUntil(lambda: len(form.neighbours.texts()) == 1, timeout=30_000)
    assert form.suggested.said() == "Classes are suggested from 500 complaints on: 1 of 500 so far."
    form.fields.put("narrative", "短")
    assert form.neighbours.texts() == []


def test_a_form_kept_earlier_gets_its_number_as_a_notice_when_another_is_open(
    qtbot: QtBot, going_hub: GoingHub, make_seat: MakeSeat, make_form: MakeForm, database: Database
) -> None:
    seat = make_seat(going_hub.url, "lin", "agent")
    form = make_form(seat)
    first, second = uuid.uuid4(), uuid.uuid4()
    form.open_for(customer_id=None)
    fill(form, complainant="李芳", source="call", channel="phone")
    going_hub.stop()
    form.save()
    qtbot.waitUntil(lambda: form.work.standing == "kept", timeout=10_000)
    form.open_for(call_id=first)
    fill(form, narrative="另一件事")
    form.open_for()
    assert form.outcome.title() == "Kept on this seat, will be sent"
    form.open_for(call_id=second)
    form.open_for(call_id=first)
    assert form.fields.values()["narrative"] == "另一件事"
    going_hub.start()
    with qtbot.waitSignal(form.opened, timeout=20_000):
        pass
    (number,) = stored(database)
    assert any(number in text for text in seat.told.texts())
    assert form.fields.values()["narrative"] == "另一件事"


def test_what_is_typed_survives_the_end_of_the_desk(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, make_form: MakeForm
) -> None:
    seat = make_seat(hub.url, "lin", "agent")
    form = make_form(seat)
    call = uuid.uuid4()
    form.open_for(call_id=call, customer="王* · C000123")
    form.fields.narrative.setFocus()
    qtbot.keyClicks(form.fields.narrative.editor, "half a sente")
    qtbot.waitUntil(lambda: seat.context.outbox.get_draft("complaint", str(call)) is not None)
    with qtbot.waitSignal(form.closed):
        qtbot.keyClick(form.fields.narrative.editor, Qt.Key.Key_Escape)
    close(seat)
    again = make_form(make_seat(hub.url, "lin"))
    again.open_for(call_id=call, customer="王* · C000123")
    assert again.fields.values()["narrative"] == "half a sente"
    again.discard_button.click()
    assert again.fields.values()["narrative"] == ""
    again.leave()
    again.open_for(call_id=call, customer="王* · C000123")
    assert again.fields.values()["narrative"] == ""


def test_faults_stand_at_their_fields_in_both_languages(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, make_form: MakeForm, database: Database
) -> None:
    form = make_form(make_seat(hub.url, "lin", "agent"))
    form.open_for()
    form.save()
    assert set(form.fields.errors()) == {
        "complainant",
        "source",
        "channel",
        "business",
        "cause",
        "narrative",
        "wish",
    }
    qtbot.waitUntil(form.fields.complainant.hasFocus)
    fill(form, complainant="李芳", source="call", channel="electronic")
    form.save()
    assert form.fields.errors() == {"channel": "Please choose down to the last level."}
    fill(form, channel="phone")
    words.install(QApplication.instance(), "zh")  # type: ignore[arg-type]
    form.notice.tell(HubRefused("invalid_form", {"fields": {"wish": "unknown", "call_id": "not_yours"}}))
    assert form.fields.errors() == {"wish": "该选项已不在列表中，请重新选择。"}
    assert form.error_text() == "这通电话不是本坐席接听的。"


def test_a_refusal_by_field_leaves_the_form_open_to_be_mended(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, make_form: MakeForm, database: Database
) -> None:
    form = make_form(make_seat(hub.url, "lin", "agent"))
    form.open_for(call_id=uuid.uuid4())
    fill(form, complainant="李芳")
    form.save()
    qtbot.waitUntil(lambda: form.error_text() == "There is no such record.")
    assert form.work.standing == "typing" and form.fields.isEnabled()
    form.open_for()
    fill(form, complainant="李芳", source="call", channel="phone")
    with qtbot.waitSignal(form.opened):
        form.save()
    assert len(stored(database)) == 1


def test_an_open_complaint_about_the_same_thing_is_said_before_and_after(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, make_form: MakeForm, database: Database
) -> None:
    form = make_form(make_seat(hub.url, "lin", "agent"))
    owner = customer(database)
    for _ in range(2):
        form.open_for(customer_id=owner.id, customer="王* · C000123")
        fill(form, source="call", channel="phone")
        if stored(database):
            qtbot.waitUntil(lambda: stored(database)[0] in form.warning_text())
            with qtbot.waitSignal(form.made_wanted):
                form.look_at_similar.click()
        with qtbot.waitSignal(form.opened) as came:
            form.save()
    assert [one.number for one in came.args[0].similar] == [stored(database)[0]]


def test_why_it_is_due_that_day_is_explained_with_the_law_and_esc_closes_that_first(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, make_form: MakeForm
) -> None:
    form = make_form(make_seat(hub.url, "lin", "agent"))
    form.open_for()
    qtbot.waitUntil(lambda: "15 days" in form.due_line.text())
    form.fields.case_class.set_value("complex")
    qtbot.waitUntil(lambda: "30 days" in form.due_line.text())
    closed: list[bool] = []
    form.closed.connect(lambda: closed.append(True))
    form.due_line.why.setFocus()
    qtbot.keyClick(form.due_line.why, Qt.Key.Key_Space)
    panel = form.due_line.panel
    assert panel.isVisible()
    texts = [one.text() for one in panel.findChildren(QWidget) if hasattr(one, "text") and one.property("role")]
    assert any("article 20" in text for text in texts)
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible() and closed == []
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert closed == [True]


def test_the_last_day_is_asked_again_when_the_hub_is_back(
    qtbot: QtBot, going_hub: GoingHub, make_seat: MakeSeat, make_form: MakeForm
) -> None:
    seat = make_seat(going_hub.url, "lin", "agent")
    form = make_form(seat)
    going_hub.stop()
    qtbot.waitUntil(lambda: seat.context.live.state is LiveState.LOST, timeout=10_000)
    form.open_for()
    qtbot.waitUntil(lambda: "when it is back" in form.due_line.text(), timeout=10_000)
    going_hub.start()
    qtbot.waitUntil(lambda: "15 days" in form.due_line.text(), timeout=20_000)


def test_a_form_refused_later_can_be_mended_and_sent_again(
    qtbot: QtBot, going_hub: GoingHub, make_seat: MakeSeat, make_form: MakeForm, database: Database
) -> None:
    seat = make_seat(going_hub.url, "lin", "agent")
    form = make_form(seat)
    form.open_for(call_id=uuid.uuid4())
    fill(form, complainant="李芳")
    going_hub.stop()
    form.save()
    qtbot.waitUntil(lambda: form.work.standing == "kept", timeout=10_000)
    going_hub.start()
    with qtbot.waitSignal(form.open_wanted, timeout=20_000):
        pass
    assert form.fields.values()["narrative"] == "短信费扣了两次。"
    assert "wrong" in form.error_text()
    assert seat.context.outbox.refused_writes() == []


def test_the_form_slides_over_its_host_and_follows_its_size(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, make_form: MakeForm
) -> None:
    form = make_form(make_seat(hub.url, "lin", "agent"))
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 500)
    host.show()
    over = SlideOver(host, form)
    over.open()
    qtbot.waitUntil(lambda: form.geometry() == host.rect())
    host.resize(700, 600)
    qtbot.waitUntil(lambda: form.geometry() == host.rect())
    with qtbot.waitSignal(over.closed):
        over.close()
    assert not form.isVisible()
    form.setParent(None)


def test_a_proxy_is_asked_for_the_authorisation_and_a_group_for_its_representatives(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, make_form: MakeForm, database: Database
) -> None:
    seat = make_seat(hub.url, "lin", "agent")
    form = make_form(seat)
    form.open_for()
    party = form.fields.party

    def asked() -> set[str]:
        return {name for name, widget in party.widgets.items() if not widget.isHidden()}

    assert asked() == {"party"}, "of the person themself nothing more is asked"
    party.chosen.set_value("proxy")
    party.chosen.edited.emit()
    assert asked() == {"party", "proxy_name", "proxy_reach", "proxy_on", "proxy_proof"}
    fill(
        form,
        complainant="李芳",
        source="call",
        channel="phone",
        party="group",
        people=3,
        representatives=["李芳", "王强"],
    )
    assert asked() == {"party", "people", "representatives"}
    with qtbot.waitSignal(form.opened, timeout=10_000) as came:
        form.save()
    made = came.args[0]
    assert (made.party, made.people, made.representatives) == ("group", 3, ["李芳", "王强"])
    with database.read() as db:
        row = db.get_one(Complaint, made.id)
        assert (row.representatives, row.proxy_name) == (["李芳", "王强"], "")
