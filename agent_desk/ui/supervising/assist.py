"""Hands up at the supervisor's seat: who asks for help, since when, about what; listen, write, or settle it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, changes_of
from agent_desk.desk.supervising import operations
from agent_desk.schemas.supervising.changes import AssistChanged
from agent_desk.schemas.supervising.records import AssistFigures, AssistList, AssistRow, AssistWay
from agent_desk.ui.kit import sounds, theme, words
from agent_desk.ui.kit.controls import Button, ElapsedLabel, ElidedLabel, Pill
from agent_desk.ui.kit.floor_presentation import person_name, queue_name, time_s
from agent_desk.ui.supervising.alarms import ROW_PX

WARN_MS, BAD_MS = 30_000, 60_000
"""A hand that waits so long turns amber, then red; the mean of the day is printed beside."""


class HandDesk(QObject):
    """The hands that are up, and the answers. Listening and writing leave for whoever does that."""

    listen_wanted = Signal(object)
    message_wanted = Signal(object)
    """PersonRef of the agent."""

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.feed: Feed[AssistList] = Feed(
            context,
            lambda: operations.hands,
            cares=changes_of(AssistChanged),
            gather_ms=operations.SOON_MS,
            parent=self,
        )
        self._known: set[object] | None = None
        self.feed.came.connect(self._came)

    @property
    def allowed(self) -> bool:
        """Whether this person may answer; the hub decides again."""
        return self._context.session.may("floor.steer")

    @property
    def up(self) -> list[AssistRow]:
        """Hands that are up, the longest first."""
        return self.feed.now.up if self.feed.now is not None else []

    def _came(self, found: AssistList) -> None:
        fresh = [row for row in found.up if self._known is not None and row.id not in self._known]
        self._known = {row.id for row in found.up}
        if fresh:
            sounds.chime()

    def answer(self, row: AssistRow, way: AssistWay) -> None:
        """Tell the hub, which stops the clock at the first answer; then go and do it."""
        api = self._context.api
        self._context.background.run(
            self,
            lambda: operations.answer_hand(api, row.id, way),
            lambda _row: self._answered(row, way),
            self._context.tell,
        )

    def _answered(self, row: AssistRow, way: AssistWay) -> None:
        self.feed.refresh()
        if way == "listen":
            self.listen_wanted.emit(row.person)
        elif way == "message":
            self.message_wanted.emit(row.person)

    def figures_text(self) -> str:
        """ "Today 12 hands, answered in 0:21 on average"; empty before the first."""
        now: AssistFigures | None = self.feed.now.figures if self.feed.now is not None else None
        if now is None or not now.asked:
            return ""
        if not now.answered:
            return self.tr("Hands today: {asked}").format(asked=now.asked)
        said = self.tr("Hands today: {asked}, answered after {mean} on average, within 60 s {share}")
        return said.format(asked=now.asked, mean=time_s(now.mean_s), share=words.percent(now.within))


class HandLine(QWidget):
    """One hand that is up."""

    def __init__(self, row: AssistRow, desk: HandDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row, self._desk = row, desk
        self.setFixedHeight(ROW_PX)
        self.mark, self.who, self.what = Pill(), ElidedLabel(), ElidedLabel()
        self.clock = ElapsedLabel(warn_after_ms=WARN_MS, bad_after_ms=BAD_MS)
        self.state = theme.label("", "muted")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_3)
        line.addWidget(self.mark)
        line.addWidget(self.who, 2)
        line.addWidget(self.what, 3)
        line.addWidget(self.clock)
        line.addWidget(self.state)
        self.buttons: dict[AssistWay, Button] = {}
        ways: tuple[tuple[AssistWay, str, str], ...] = (
            ("listen", self.tr("Listen"), "headphones"),
            ("message", self.tr("Message"), "message-square"),
            ("settled", self.tr("Settled"), "check"),
        )
        for way, text, icon in ways:
            button = self.buttons[way] = Button(text, icon=icon, size="small")
            button.clicked.connect(lambda _on=False, way=way: desk.answer(self._row, way))
            theme.appear(button, desk.allowed)
            line.addWidget(button)
        self.show_row(row)

    def show_row(self, row: AssistRow) -> None:
        """Show it as it is now."""
        self._row = row
        self.mark.set(self.tr("Hand up"), tone="warning", icon="hand")
        self.who.setText(f"{person_name(row.person)} {row.person.agent_code or ''}".strip())
        self.what.setText(" · ".join(part for part in (row.words, queue_name(row.queue) if row.queue else "") if part))
        self.clock.set_started(row.asked_at if row.answered_at is None else None)
        by = row.answered_by
        took = words.duration(row.answer_ms)
        self.state.setText(
            self.tr("{name} answered after {time}").format(name=person_name(by), time=took) if by else ""
        )
        self.state.setVisible(by is not None)
        self.buttons["listen"].setEnabled(row.call_id is not None)
        self.setAccessibleName(f"{self.mark.text()}: {self.who.text()} {row.words}")
