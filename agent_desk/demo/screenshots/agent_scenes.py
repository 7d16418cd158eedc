"""The agent's screens: a quiet seat, a ring, a call with everything around it, and a hub that goes away."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from agent_desk.demo.screenshots.play import Play, close_dialogs
from agent_desk.desk.calls import operations as calls
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.live import LiveState
from agent_desk.desk.kit.seat_memory import SeatMemory
from agent_desk.desk.kit.session import Session
from agent_desk.desk.supervising import operations as floor_work
from agent_desk.schemas.customers.records import TimelineItem
from agent_desk.schemas.supervising.records import NewMessage
from agent_desk.ui.workspaces.agent import AgentWorkspace

TOLD = ("agent-message", "agent-hand-up")
KNOWLEDGE = ("agent-knowledge", "agent-article")
COMPLAINT = (
    "agent-complaint",
    "agent-complaint-due",
    "agent-complaint-opened",
    "agent-complaint-read",
    "agent-past-call",
    "agent-note",
)
ASIDES = ("agent-transfer", "agent-reveal", "agent-lookup", "agent-on-hold", "agent-next-state")
CALL = (
    "agent-ringing",
    "agent-talking",
    "agent-recording-paused",
    "agent-identity-check",
    "agent-verified",
    *KNOWLEDGE,
    *COMPLAINT,
    *ASIDES,
    "agent-wrap-up",
)
OTHERS = ("agent-ringing-several", "agent-ringing-stranger", "agent-hub-away", "agent-unsent")
NAMES = (
    "agent-signed-in",
    "agent-ready",
    "agent-reasons",
    "agent-keys",
    *TOLD,
    *CALL,
    *OTHERS,
    "agent-taken-over",
)
NOTES = "客户查询近一个月工资入账明细，已核对 11 月 10 日入账一笔；提醒可在手机银行订阅动账通知。"


class AgentScenes:
    """An agent's day in a few minutes."""

    def __init__(self, stage: Play) -> None:
        self.stage = stage
        self.login = stage.cast["agents"][0]["login"]
        self.space: AgentWorkspace = stage.sign_in(self.login, AgentWorkspace)
        self.key = ""

    def state(self, *words: str) -> None:
        """Wait until one of these states holds at the seat."""
        seat = self.space.seat
        self.stage.wait(lambda: seat.view is not None and seat.view.own.state in words, "/".join(words))

    def age(self, seconds: int) -> None:
        """As if it had gone on for so long."""
        seat, before = self.space.seat, self.space.seat.view
        assert before is not None
        self.stage.errands.age({self.login: seconds}, {self.key: seconds} if self.key else {})
        seat.refresh()
        self.stage.wait(lambda: seat.view is not None and seat.view.own.version > before.own.version, "the aged seat")

    def ring(self, queue: str, caller: str) -> None:
        """Somebody calls this seat, and everything about them is on the screen."""
        seat = self.space.seat
        self.key = self.stage.errands.call(queue, caller)
        self.state("reserved")
        self.stage.wait(
            lambda: seat.pop is not None and seat.call is not None and seat.pop.call.id == seat.call.id, "the pop"
        )
        self.age(4)

    def answer(self) -> None:
        """Take the call."""
        self.space.seat.answer()
        self.state("talking")

    def finish(self) -> None:
        """End the call; its after-call work begins."""
        self.space.seat.hang_up()
        self.state("after_call_work")
        self.key = ""

    # ------------------------------------------------------------------ the day

    def quiet(self) -> None:
        """Signed in, then ready."""
        space = self.space
        self.state("not_ready", "ready")
        self.stage.wait(lambda: space.middle.list is not None, "the own complaints")
        self.age(37)
        self.stage.shoot("agent-signed-in")
        space.seat.ready()
        self.state("ready")
        self.age(192)
        self.stage.shoot("agent-ready")
        menu = space.top_bar.findChildren(QPushButton)[1].menu()
        menu.popup(space.top_bar.mapToGlobal(space.top_bar.findChildren(QPushButton)[1].geometry().bottomLeft()))
        self.stage.shoot("agent-reasons")
        menu.close()
        self.stage.shell.show_sheet()
        self.stage.shoot("agent-keys")
        close_dialogs(self.stage)

    def told_and_asking(self) -> None:
        """A message from the supervisor, and a hand up."""
        stage, space = self.stage, self.space
        _write_to_all(stage, "新版利率表今日 14:00 生效，答复前请先查知识库。")
        stage.wait(lambda: space.messages.shown, "the message")
        stage.shoot("agent-message")
        for message_id in list(space.messages.shown):
            space.messages.read(message_id)
        space.hand_up.word.set_value("客户要求立即解冻账户")
        space.hand_up.send()
        stage.wait(lambda: space.hand_up.up, "the hand")
        stage.rest(1500)
        stage.shoot("agent-hand-up")
        space.hand_up.toggle()
        stage.wait(lambda: space.hand_up.up is None, "the hand down")

    def known_caller(self) -> None:
        """One candidate, checked, attached, verified, talked to."""
        stage, space = self.stage, self.space
        self.ring("account", stage.cast["star"])
        stage.wait(lambda: space.card.card is not None, "the card")
        stage.shoot("agent-ringing")
        self.answer()
        pop = stage.wait(lambda: space.seat.pop, "the pop")
        space._attach(pop.candidates[0].customer_id)
        stage.wait(lambda: space.seat.call is not None and space.seat.call.customer_id is not None, "the customer")
        self.age(41)
        stage.shoot("agent-talking")
        self.pause_recording()
        self.verify()
        self.age(93)
        stage.shoot("agent-verified")

    def pause_recording(self) -> None:
        """Card data is spoken."""
        bar = self.space.recording
        self.stage.wait(lambda: bar.isVisible() and bar.button.isEnabled(), "the recording")
        bar.button.click()
        self.stage.wait(lambda: bar.property("tone") == "warning", "the pause")
        self.stage.shoot("agent-recording-paused")
        bar.button.click()
        self.stage.wait(lambda: bar.property("tone") != "warning", "the end of the pause")

    def verify(self) -> None:
        """The identity check, half way and passed."""
        stage, space = self.stage, self.space
        assert space.card.card is not None
        space._begin_check(space.card.card)
        rows = space.checklist.rows
        for row in rows[:2]:
            row.set_answer("right")
        stage.shoot("agent-identity-check")
        for row in rows:
            row.set_answer("right")
        space.checklist.confirm.click()
        stage.wait(lambda: space.seat.call is not None and space.seat.call.verified_at, "the verified call")

    def knowledge(self) -> None:
        """A search in the customer's words, an article, its words in the notes."""
        stage, panel = self.stage, self.space.knowledge
        panel.search("卡被限制不能转账")
        stage.wait(lambda: panel.results.answer is not None and panel.results.answer.query, "hits")
        stage.shoot("agent-knowledge")
        panel.open_number(1)
        stage.wait(lambda: panel.reader.article is not None, "the article")
        stage.shoot("agent-article")

    def complaint(self) -> None:
        """The form filled, its due date explained, handed in, read."""
        stage, space = self.stage, self.space
        space._open_complaint()
        form = space.middle.form()
        stage.wait(lambda: form.work.terms is not None, "the lists of the form")
        fields = form.fields
        for name, value in stage.cast["complaint"].items():
            fields.put(name, value)
        stage.wait(lambda: form.due_line.isVisible(), "the due date")
        stage.wait(lambda: form.work.told_feed.now is not None, "what the text tells")
        stage.rest(400)
        stage.shoot("agent-complaint")
        form.due_line._open()
        stage.shoot("agent-complaint-due")
        form.due_line.panel.close_it()
        form.save()
        stage.wait(lambda: form.work.standing == "opened", "the number")
        stage.shoot("agent-complaint-opened")
        form.leave()
        item = stage.wait(self._first_complaint, "the complaint in the time line")
        space.middle.show_contact(item)
        detail = stage.wait(lambda: space.middle.detail, "the complaint's page")
        stage.wait(lambda: detail.complaint is not None, "the complaint")
        stage.shoot("agent-complaint-read")
        space.middle.go_back()
        call = next(row for row in space.recent.rows() if row.customer is not None)
        space.middle.show_call(call.id)
        stage.shoot("agent-past-call")
        space.middle.go_back()
        space.card.show_note()
        stage.shoot("agent-note")
        space.card.tabs.setCurrentIndex(0)

    def _first_complaint(self) -> TimelineItem | None:
        """Return the customer's newest complaint, as their time line has it."""
        model = self.space.card.timeline.model
        found = (
            row.item for at in range(model.rowCount()) if (row := model.row(at)) is not None and row.item is not None
        )
        return next((item for item in found if item.kind == "complaint"), None)

    def asides(self) -> None:
        """What lies over the call: transfer, a field in clear, the lookup; and the call on hold."""
        stage, space = self.stage, self.space
        space._open_transfer()
        stage.wait(lambda: space._transfer is not None and space._transfer.list.count(), "the targets")
        stage.shoot("agent-transfer")
        close_dialogs(stage)
        space.card._ask_reason("identity_number")
        stage.shoot("agent-reveal")
        close_dialogs(stage)
        space.lookup.open("wang")
        stage.wait(space.lookup.panel.hits, "customers found")
        stage.shoot("agent-lookup")
        space.lookup.close_it()
        space.seat.hold()
        self.state("on_hold")
        self.age(21)
        stage.shoot("agent-on-hold")
        space.seat.hold()
        self.state("talking")
        space.seat.not_ready("meal")
        self.asked_next("not_ready")
        stage.shoot("agent-next-state")
        space.seat.ready()
        self.asked_next("ready", None)

    def asked_next(self, *words: str | None) -> None:
        """Wait until this is what has been asked for after the call."""
        seat = self.space.seat
        self.stage.wait(lambda: seat.view is not None and seat.view.own.next_state in words, "what was asked for next")

    def wrap_up(self) -> None:
        """After-call work, with its limit running."""
        stage, space = self.stage, self.space
        self.finish()
        self.fill_in(NOTES)
        space.wrap_up._edited()
        space.wrap_up.work.save()
        stage.rest()
        self.age(12)
        stage.shoot("agent-wrap-up")
        space.wrap_up._finish()
        self.state("ready")

    def fill_in(self, notes: str) -> None:
        """What a wrap-up asks for."""
        wrap_up = self.space.wrap_up
        wrap_up.disposition.set_value("account.status")
        wrap_up.resolved.set_value(False)
        wrap_up.notes.set_value(notes)

    def others(self) -> None:
        """A number that several customers share, and one that nobody has."""
        stage = self.stage
        self.ring("account", stage.cast["shared"])
        stage.shoot("agent-ringing-several")
        stage.errands.hang_up(self.key)
        self.key = ""
        self.state("ready")
        self.ring("urgent", stage.cast["stranger"])
        stage.shoot("agent-ringing-stranger")
        self.answer()

    def away(self) -> None:
        """The hub goes away in the middle of a call; what is typed is kept."""
        stage, space = self.stage, self.space
        context, work = space.context, space.wrap_up.work
        space.lookup.open(stage.cast["star_number"])
        hits = stage.wait(space.lookup.panel.hits, "the customer found by hand")
        space.lookup.close_it()
        space._attach(hits[0].customer_id)
        stage.wait(lambda: space.card.card is not None, "the card")
        self.age(66)
        self.fill_in("来电人换号码来电，已核对姓名；询问上次投诉进度，告知在办理中。")
        stage.errands.hub(on=False)
        stage.wait(lambda: context.live.state is LiveState.LOST, "the loss of the line")
        space.wrap_up._edited()
        work.save()
        stage.wait(lambda: context.outbox.pending_count == 1, "the unsent write")
        stage.shoot("agent-hub-away", away=True)
        stage.shell._open_unsent()
        stage.shoot("agent-unsent", away=True)
        stage.shell._open_unsent()
        stage.errands.hub(on=True)
        context.live.retry_now()
        stage.wait(lambda: context.outbox.pending_count == 0, "the sent write", 40)
        stage.wait(lambda: context.live.state is LiveState.LIVE, "the live line", 40)
        self.finish()
        space.wrap_up._finish()
        self.state("ready")

    def taken_over(self) -> None:
        """Another seat takes the sign-in over."""
        stage = self.stage
        context = self.space.context
        left: list[object] = []
        # Nobody rings this seat when the next screens need calls.
        context.background.run(self.space, lambda: calls.sign_out_seat(context.api), left.append, context.tell)
        stage.wait(lambda: left, "the seat signed out")
        context.session.end("taken_over")
        stage.shoot("agent-taken-over", away=True)
        stage.shell.back_to_sign_in.emit()
        stage.rest()


def _write_to_all(stage: Play, said: str) -> None:
    """A supervisor at a desk without a screen writes to everybody."""
    api = Api(stage.cast["hub"])
    session = Session(api, seat="S-01", data_dir=stage.folder / "writer", memory=SeatMemory)
    session.sign_in(stage.cast["supervisors"][0]["login"], stage.cast["password"], takeover=True)
    floor_work.send_message(api, NewMessage(audience="all", words=said))
    session.sign_out()
    api.close()


def play(stage: Play) -> None:
    """Photograph them all; what no picture is wanted of is left out where the rest can do without it."""
    scenes, wants = AgentScenes(stage), stage.camera.wants
    scenes.quiet()
    if wants(*TOLD):
        scenes.told_and_asking()
    if wants(*CALL):
        scenes.known_caller()
        for names, scene in (
            (KNOWLEDGE, scenes.knowledge),
            (COMPLAINT, scenes.complaint),
            (ASIDES, scenes.asides),
        ):
            if wants(*names):
                scene()
        scenes.wrap_up()
    if wants(*OTHERS):
        scenes.others()
        scenes.away()
    scenes.taken_over()
