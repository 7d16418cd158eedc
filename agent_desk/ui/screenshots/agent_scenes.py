"""The agent's screens: a quiet seat, a ring, a call with everything around it, and a hub that goes away."""

from __future__ import annotations

from typing import Any

from agent_desk.desk.live import LiveState
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.screenshots.play import Play
from agent_desk.ui.workspaces.agent import AgentWorkspace

NAMES = (
    "agent-signed-in", "agent-ready", "agent-ringing", "agent-talking", "agent-identity-check", "agent-verified",
    "agent-transfer", "agent-reveal", "agent-lookup", "agent-keys", "agent-wrap-up", "agent-ringing-several",
    "agent-ringing-stranger", "agent-hub-away", "agent-unsent", "agent-taken-over",
)  # fmt: skip


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
        self.stage.wait(lambda: seat.pop is not None, "the pop")
        self.age(4)

    def answer(self) -> None:
        self.space.seat.answer()
        self.state("talking")

    def finish(self) -> None:
        """End the call and its after-call work."""
        self.space.seat.hang_up()
        self.state("after_call_work")
        self.key = ""

    def dialog(self) -> Dialog:
        """The dialog on the screen."""
        app_dialogs = [one for one in self.stage.shell.findChildren(Dialog) if one.isVisible()]
        return app_dialogs[0]

    def close_dialog(self) -> None:
        self.dialog().reject()
        self.stage.rest()

    # ------------------------------------------------------------------ the day

    def quiet(self) -> None:
        """Signed in, then ready."""
        self.state("not_ready", "ready")
        self.age(37)
        self.stage.shoot("agent-signed-in")
        self.space.seat.ready()
        self.state("ready")
        self.age(192)
        self.stage.shoot("agent-ready")

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
        self.verify()
        self.age(93)
        stage.shoot("agent-verified")

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

    def asides(self) -> None:
        """What lies over the call: transfer, a field in clear, the lookup, the keys."""
        stage, space = self.stage, self.space
        space._open_transfer()
        stage.wait(lambda: space._transfer is not None and space._transfer.list.count(), "the targets")
        stage.shoot("agent-transfer")
        self.close_dialog()
        space.card._ask_reason("identity_number")
        stage.shoot("agent-reveal")
        self.close_dialog()
        space.lookup.open("wang")
        stage.wait(lambda: space.lookup.panel.hits(), "customers found")
        stage.shoot("agent-lookup")
        space.lookup.close_down()
        stage.shell.show_sheet()
        stage.shoot("agent-keys")
        self.close_dialog()

    def wrap_up(self) -> None:
        """After-call work, with its limit running."""
        stage, space = self.stage, self.space
        self.finish()
        space.wrap_up.disposition.set_value("account.balance")
        space.wrap_up.notes.set_value(
            "客户查询近一个月工资入账明细，已核对 11 月 10 日入账一笔；提醒可在手机银行订阅动账通知。"
        )
        space.wrap_up._edited()
        space.wrap_up.work.save()
        stage.rest()
        self.age(12)
        stage.shoot("agent-wrap-up")
        space.seat.done()
        self.state("ready")

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
        context: Any = space.context
        space.wrap_up.notes.set_value("来电人称捡到一张我行银行卡，已告知就近交至网点。")
        stage.errands.hub(on=False)
        stage.wait(lambda: context.live.state is LiveState.LOST, "the loss of the line")
        space.wrap_up._edited()
        space.wrap_up.work.save()
        stage.wait(lambda: context.outbox.pending_count == 1, "the unsent write")
        stage.shoot("agent-hub-away")
        stage.shell._open_unsent()
        stage.shoot("agent-unsent")
        stage.shell._open_unsent()
        stage.errands.hub(on=True)
        context.live.retry_now()
        stage.wait(lambda: context.outbox.pending_count == 0, "the sent write", 40)
        self.finish()

    def taken_over(self) -> None:
        """Another seat takes the sign-in over."""
        stage = self.stage
        self.space.context.session.end("taken_over")
        stage.shoot("agent-taken-over")
        stage.shell.back_to_sign_in.emit()
        stage.rest()


def play(stage: Play) -> None:
    """Photograph them all."""
    scenes = AgentScenes(stage)
    for scene in (
        scenes.quiet, scenes.known_caller, scenes.asides, scenes.wrap_up, scenes.others, scenes.away, scenes.taken_over,
    ):  # fmt: skip
        scene()
