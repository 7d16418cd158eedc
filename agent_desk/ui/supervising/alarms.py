"""Alarms at the supervisor's seat: one row each at the bottom of the board, their sound, and the acknowledgement."""

from __future__ import annotations

import uuid

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, changes_of
from agent_desk.desk.supervising import operations
from agent_desk.schemas.supervising.changes import AlarmChanged, AlarmRuleChanged
from agent_desk.schemas.supervising.records import AlarmRow
from agent_desk.ui.kit import shortcuts, sounds, theme, words
from agent_desk.ui.kit.controls import Button, ElapsedLabel, ElidedLabel, Pill
from agent_desk.ui.kit.floor_presentation import person_name
from agent_desk.ui.kit.pages.reason_dialog import ReasonFormDialog
from agent_desk.ui.supervising.alarm_words import SOUNDS, about, figure_text, severity_mark

ACKNOWLEDGE = shortcuts.register(
    shortcuts.Action(
        "floor.acknowledge",
        "Alt+A",
        str(QT_TRANSLATE_NOOP("FloorShortcuts", "Acknowledge the first alarm")),
        str(QT_TRANSLATE_NOOP("FloorShortcuts", "Floor")),
        "FloorShortcuts",
        place="supervisor",
    )
)
AGAIN_MS = 60_000
"""A critical alarm that nobody has acknowledged is heard again."""
NOTE_LIMIT = 200
ROW_PX = 32
_FIGURE_PX, _CLOCK_PX = 190, 52


class AlarmDesk(QObject):
    """The alarms that are raised now, heard when they are new, and acknowledged for those who may."""

    def __init__(self, context: DeskContext, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self.feed: Feed[list[AlarmRow]] = Feed(
            context,
            lambda: operations.alarms,
            cares=changes_of(AlarmChanged, AlarmRuleChanged),
            gather_ms=operations.SOON_MS,
            parent=self,
        )
        self.muted = False
        self.heard: list[str] = []
        """Sounds that were asked for, in order; what a test and a deaf seat can look at."""
        self.dialog: ReasonFormDialog | None = None
        self._known: set[uuid.UUID] | None = None
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._remind)
        self.feed.came.connect(self._came)

    @property
    def allowed(self) -> bool:
        """Whether this person may acknowledge; the hub decides again."""
        return self._context.session.may("floor.steer")

    @property
    def now(self) -> list[AlarmRow]:
        """The alarms as they were last fetched."""
        return self.feed.now or []

    def start(self) -> None:
        """Watch and listen."""
        self.feed.start()
        self._again.start()

    def stop(self) -> None:
        """Silence."""
        self.feed.stop()
        self._again.stop()

    def _came(self, rows: list[AlarmRow]) -> None:
        fresh = [row for row in rows if self._known is not None and row.id not in self._known]
        self._known = {row.id for row in rows}
        self._sound([row for row in fresh if row.acknowledged_at is None])

    def _remind(self) -> None:
        self._sound([row for row in self.now if row.severity == "critical" and row.acknowledged_at is None])

    def _sound(self, rows: list[AlarmRow]) -> None:
        loud = [row.severity for row in rows if not row.silent and row.severity in SOUNDS]
        if not loud or self.muted:
            return
        sound = SOUNDS["critical" if "critical" in loud else "warning"]
        self.heard.append(sound)
        sounds.player().play(sound)

    def acknowledge_first(self) -> None:
        """The most urgent that nobody has acknowledged."""
        row = next((one for one in self.now if one.acknowledged_at is None), None)
        if row is not None and self.allowed:
            self.acknowledge(row)

    def acknowledge(self, row: AlarmRow) -> None:
        """Ask what is done about it, which may be left empty, and tell the hub."""
        self.dialog = ReasonFormDialog(
            self._context,
            "acknowledge",
            str(row.id),
            self.tr("Acknowledge: {alarm}").format(alarm=about(row)),
            self.tr("Acknowledge"),
            lambda api, _reason, note: operations.acknowledge(api, row.id, note),
            AlarmRow,
            text=figure_text(row),
            text_required=False,
            text_label=self.tr("What is done about it (everybody sees it)"),
            limit=NOTE_LIMIT,
            parent=self._window,
        )
        self.dialog.saved.connect(lambda _row: self.feed.refresh())
        self.dialog.refused.connect(lambda _error: self.feed.refresh())
        self.dialog.open()


class AlarmLine(QWidget):
    """One alarm in one line: severity in word and symbol, what and how bad, since when, who has seen it."""

    def __init__(self, row: AlarmRow, desk: AlarmDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row, self._desk = row, desk
        self.setFixedHeight(ROW_PX)
        self.severity, self.what, self.figure = Pill(), ElidedLabel(), theme.label("", "muted")
        self.figure.setMinimumWidth(_FIGURE_PX)
        self.clock = ElapsedLabel()
        self.clock.setMinimumWidth(_CLOCK_PX)
        self.seen = ElidedLabel()
        self.button = Button(self.tr("Acknowledge"), icon="check", size="small")
        self.button.clicked.connect(lambda: desk.acknowledge(self._row))
        keeps = self.button.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # the columns of the lines stay below each other
        self.button.setSizePolicy(keeps)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_3)
        line.addWidget(self.severity)
        line.addWidget(self.what, 3)
        line.addWidget(self.figure)
        line.addWidget(self.clock)
        line.addWidget(self.seen, 2)
        line.addWidget(self.button)
        self.show_row(row)

    def show_row(self, row: AlarmRow) -> None:
        """Show it as it is now."""
        self._row = row
        mark = severity_mark(row.severity)
        self.severity.set(mark.text, tone=mark.tone, icon=mark.icon)
        self.what.setText(about(row))
        self.figure.setText(figure_text(row))
        self.clock.set_started(row.raised_at)
        seen = row.acknowledged_by
        if seen is not None and row.acknowledged_at is not None:
            by = self.tr("✓ {name} {time}").format(name=person_name(seen), time=words.time_of_day(row.acknowledged_at))
            self.seen.setText(f"{by}: {row.note}" if row.note else by)
        else:
            self.seen.setText(self.tr("quiet hours, no sound") if row.silent else "")
        self.button.setVisible(seen is None and self._desk.allowed)
        self.setAccessibleName(f"{mark.text}: {about(row)}, {figure_text(row)}")
