"""Why a complaint is due when it is: every step in words with the law it rests on, in a panel that opens over its line."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.feed import Feed
from agent_desk.schemas.cases.records import DueDate, DueStep, InternalClock
from agent_desk.ui.cases import presentation
from agent_desk.ui.kit import layouts, theme, words
from agent_desk.ui.kit.controls import Button, Icon, IconButton, label
from agent_desk.ui.kit.covers import Overlay
from agent_desk.ui.kit.pages.feed_panel import StaleMark
from agent_desk.ui.kit.scrolled import ScrollArea

_WIDTH, _TALLEST = 460, 420
_ICONS = {
    "received": "inbox",
    "restarted": "refresh-cw",
    "class_limit": "scale",
    "extension_granted": "plus",
    "pause_counted": "pause",
    "due": "flag",
    "internal_from": "inbox",
    "internal_limit": "clock",
    "internal_stood": "pause",
    "internal_stands": "pause",
    "internal_due": "flag",
}


class WhySteps(QWidget):
    """The steps, one under the other; what does not count is marked so in words of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "plain")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_3)

    def show_due(self, due: DueDate, internal: InternalClock | None = None) -> None:
        """Explain this date, and the centre's own limit below it."""
        layouts.empty(self._column)
        for step in due.steps:
            self._column.addWidget(self._row(step))
        if internal is not None:
            self._column.addWidget(label(self.tr("The centre's own limit"), "section"))
            for step in internal.steps:
                self._column.addWidget(self._row(step))
        self._column.addStretch(1)

    def _row(self, step: DueStep) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.SPACE_2)
        icon, tone = (_ICONS.get(step.code, "info"), "accent_ink") if step.counts else ("circle-off", "warning")
        across.addWidget(Icon(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(2)
        last = step.code in ("due", "internal_due")
        text.addWidget(label(words.pick(step.zh, step.en), "strong" if last else "body", wrap=True))
        for line in self._law(step):
            text.addWidget(label(line, "caption", wrap=True))
        across.addLayout(text, 1)
        return row

    def _law(self, step: DueStep) -> list[str]:
        if not step.law_zh:
            return []
        name = words.pick(step.law_zh, step.law_en)
        number = step.article.replace(", ", "、") if words.language() == "zh" else step.article
        article = self.tr("{law}, article {article}").format(law=name, article=number)
        return [article, words.pick(step.rule_zh, step.rule_en)]


class WhyPanel(Overlay):
    """Opens over `host` above an anchor; Esc, a click elsewhere or its own button closes it."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = label("", "heading", wrap=True)
        close = IconButton("x", self.tr("Close"), size="small")
        close.clicked.connect(self.close_it)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._steps = WhySteps()
        self._area = ScrollArea(self._steps)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_3, theme.SPACE_4)
        column.setSpacing(theme.SPACE_3)
        column.addLayout(head)
        column.addWidget(self._area, 1)

    def open_over(self, anchor: QWidget, due: DueDate, internal: InternalClock | None = None) -> None:
        """Explain `due`, and the centre's own limit, next to `anchor`, above it where there is room, else below."""
        self._title.setText(self.tr("Why the last day is {day}").format(day=presentation.day_words(due.due_on)))
        self._steps.show_due(due, internal)
        width = min(_WIDTH, self._host.width() - 2 * theme.SPACE_3)
        self.setFixedWidth(width)
        top = anchor.mapTo(self._host, QPoint(0, 0)).y()
        height = min(_TALLEST, self._needed(width), self._host.height() - 2 * theme.SPACE_3)
        below = top + anchor.height() + theme.SPACE_1
        at = top - height - theme.SPACE_1
        if at < theme.SPACE_2:
            at = min(below, max(theme.SPACE_2, self._host.height() - height - theme.SPACE_2))
        left = min(anchor.mapTo(self._host, QPoint(0, 0)).x(), self._host.width() - width - theme.SPACE_3)
        self.setGeometry(max(theme.SPACE_3, left), at, width, height)
        self.setAccessibleName(self._title.text())
        self.open_now()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def _needed(self, width: int) -> int:
        inner = width - theme.SPACE_4 - theme.SPACE_3
        self._steps.ensurePolished()
        for child in self._steps.findChildren(QWidget):
            child.ensurePolished()
        layout = self._steps.layout()
        assert layout is not None
        layout.activate()
        return layout.totalHeightForWidth(inner - 4) + 44 + theme.SPACE_3 * 2 + theme.SPACE_4

    def close_it(self) -> None:
        """Close, and put the cursor back where it was."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        super().close_it()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + (40 if event.key() == Qt.Key.Key_Down else -40))
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            inside = watched is self or self.isAncestorOf(watched)
            if not inside and self.window() is watched.window():
                self.close_it()
        return False


class DueLine(QFrame):
    """One line with the last day and how far it is; "Why this day?" opens the explanation over `host`.

    `feeds` are those the day comes of, where it stands in no panel that says how old it is.
    """

    def __init__(self, host: QWidget, *feeds: Feed[DueDate], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._due: DueDate | None = None
        self._internal: InternalClock | None = None
        self.setProperty("role", "banner")
        self.setProperty("tone", "info")
        self._icon = Icon("calendar", "accent_ink")
        self._text = label("", "strong", wrap=True)
        self.why = Button(self.tr("Why this day?"), kind="link")
        self.why.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.panel = WhyPanel(host)
        self.why.clicked.connect(self._open)
        across = QHBoxLayout(self)
        across.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
        across.setSpacing(theme.SPACE_2)
        across.addWidget(self._icon)
        across.addWidget(self._text, 1)
        across.addWidget(StaleMark(*feeds))
        across.addWidget(self.why)
        self.set_due(None)

    def set_due(self, due: DueDate | None, internal: InternalClock | None = None) -> None:
        """Show this date, and the centre's own limit beside it; None while the hub cannot be asked."""
        self._due, self._internal = due, internal
        if due is None:
            self._text.setText(self.tr("The hub says the last day when it is back."))
        else:
            said = self.tr("Decide and tell {when}").format(when=presentation.due_words(due))
            if internal is not None and internal.due_at is not None:
                own = self.tr("own limit {when}").format(when=words.short(internal.due_at))
                said = f"{said}  ·  {own}"
            self._text.setText(said)
        theme.restyle(self, tone="info" if due is not None else "")
        self._icon.set("calendar", "accent_ink" if due is not None else "muted")
        self.why.setEnabled(due is not None)
        self.why.setVisible(due is not None)

    def set_paused(self, paused: bool) -> None:
        """Say that the clock stands still now (outside appraisal)."""
        if self._due is None or not paused:
            return
        still = self.tr("The clock stands still now")
        self._text.setText(f"{self._text.text()}  ·  {still}")
        self._icon.set("pause", "warning")
        theme.restyle(self, tone="warning")

    def text(self) -> str:
        """Return what the line says."""
        return self._text.text()

    def _open(self) -> None:
        if self._due is not None:
            self.panel.open_over(self, self._due, self._internal)
