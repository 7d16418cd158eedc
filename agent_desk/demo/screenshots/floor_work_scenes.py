"""Work on a busy floor: alarms and hands up, abandoned callers, messages with who has read them, queues for a while."""

from __future__ import annotations

from functools import partial
from typing import Any

from agent_desk.demo.screenshots.colleagues import Colleague
from agent_desk.demo.screenshots.floor_people import FloorPeople
from agent_desk.demo.screenshots.play import Play, as_kind, close_dialogs
from agent_desk.desk.kit.api import Api
from agent_desk.desk.supervising import operations
from agent_desk.schemas.figures.board import AgentRow
from agent_desk.schemas.supervising.records import NewMessage
from agent_desk.ui.supervising.abandoned import AbandonedPanel
from agent_desk.ui.supervising.messages import MessagesPanel
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace

NAMES = (
    "supervisor-alarms",
    "supervisor-acknowledge",
    "supervisor-alarm-history",
    "supervisor-abandoned",
    "supervisor-message",
    "supervisor-messages",
    "supervisor-queues",
    "supervisor-queue-changes",
)
_HANDS = ("客户要求立即解冻账户", "限额调整权限不足")
_SAID = "核心系统响应慢，请告知客户稍等，勿重复提交转账。"
_WHY = "信用卡队列排队较多"
_SEAT_LOST_S = 60
"""The alarm of the lost seat comes after half a minute."""


class FloorWorkScenes:
    """While the floor is at work."""

    def __init__(self, stage: Play, space: SupervisorWorkspace, people: FloorPeople) -> None:
        self.stage, self.floor, self.people = stage, space.floor, people
        self.strip = space.floor.work

    def play(self) -> None:
        """One after the other."""
        for scene in (self.alarms, self.abandoned, self.messages, self.queues):
            scene()

    def _one_in(self, state: str) -> AgentRow:
        return next(row for row in self.floor.agents.rows() if row.state == state)

    def _colleagues(self, state: str) -> list[Colleague]:
        return [one for one in self.people.people if one.state == state]

    def alarms(self) -> None:
        """Two hands up, the alarms, one acknowledged, the history."""
        stage, strip = self.stage, self.strip
        for one, said in zip(self._colleagues("talking"), _HANDS, strict=False):
            one.ask(partial(operations.hand_up, words=said))
        stage.wait(lambda: len(strip.hands.up) == len(_HANDS), "the hands")
        stage.wait(lambda: any(row.rule == "seat_lost" for row in strip.alarms.now), "the alarm", _SEAT_LOST_S)
        stage.rest(1500)
        stage.shoot("supervisor-alarms")
        strip.alarms.acknowledge_first()
        dialog = stage.wait(lambda: strip.alarms.dialog, "the acknowledgement")
        dialog.form.set_values({"text": "已联系技术支持到席位查看"})
        stage.shoot("supervisor-acknowledge")
        dialog.action_button.click()
        stage.wait(lambda: any(row.acknowledged_at for row in strip.alarms.now), "the acknowledged alarm")
        strip.show_history()
        stage.rest(600)
        stage.shoot("supervisor-alarm-history")
        close_dialogs(stage)

    def abandoned(self) -> None:
        """Callers who gave up; one of them is to be called back."""
        stage, strip = self.stage, self.strip
        for caller in stage.cast["callers"][-2:]:
            stage.errands.hang_up(stage.errands.call("loan", caller))
        stage.rest(900)
        strip.show_abandoned()
        assert strip.window_ is not None
        panel = as_kind(strip.window_.panel, AbandonedPanel)
        stage.wait(lambda: panel.feed.now is not None and panel.feed.now.open, "the abandoned callers")
        panel.filter.set_value("all")
        panel.call_back(next((row for row in panel.model.records() if panel.can_call(row)), None))
        stage.rest(900)
        panel._show()
        stage.shoot("supervisor-abandoned")
        close_dialogs(stage)

    def messages(self) -> None:
        """A message to everybody, and who has read it."""
        stage, strip = self.stage, self.strip
        strip.write()
        dialog = stage.wait(lambda: strip.dialog, "the message")
        stage.rest(400)
        dialog.form.set_values({"words": _SAID})
        stage.shoot("supervisor-message")
        close_dialogs(stage)
        strip.hands.feed.refresh()
        self._send_and_read()
        strip.show_messages()
        assert strip.window_ is not None
        panel = as_kind(strip.window_.panel, MessagesPanel)
        stage.wait(panel.receipts.rowCount, "who has read it")
        stage.rest(600)
        stage.shoot("supervisor-messages")
        close_dialogs(stage)

    def _send_and_read(self) -> None:
        context = self.strip._context
        sent: list[Any] = []
        form = NewMessage(audience="all", words=_SAID)
        context.background.run(
            self.strip, lambda: operations.send_message(context.api, form), sent.append, context.tell
        )
        self.stage.wait(lambda: sent, "the sent message")
        for one in self.people.people[:9]:
            one.ask(_read_everything)
        self.stage.rest(600)

    def queues(self) -> None:
        """An agent serves another queue for an hour."""
        stage, agent_actions = self.stage, self.floor.agent_actions
        row = self._one_in("talking")
        agent_actions.change_queues(row)
        dialog = stage.wait(lambda: agent_actions.queue_dialog, "the dialog of queues")
        stage.wait(dialog.action_button.isEnabled, "the agent's queues")
        dialog.form.set_values({"why": _WHY}, clean=False)
        stage.shoot("supervisor-queues")
        dialog.send()
        stage.rest(800)
        self.strip.show_queues()
        stage.rest(600)
        stage.shoot("supervisor-queue-changes")
        close_dialogs(stage)


def _read_everything(api: Api) -> None:
    for message in operations.own_messages(api):
        operations.read_message(api, message.id)
