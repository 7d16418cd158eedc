"""The screen pop: everybody who may be calling, why, and what is open with them. It stays until one is chosen or it is dismissed.

It takes no focus by itself: a key (Ctrl+Shift+K) goes to it, the arrows walk, Enter chooses, Esc dismisses.
"""

import uuid
from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from agent_desk.schemas.customers.records import Candidate, TimelineItem
from agent_desk.schemas.customers.words import CONTACT_KINDS
from agent_desk.ui.customers import presentation, rows
from agent_desk.ui.customers.actions import ActionRow
from agent_desk.ui.kit import focus, shortcuts, theme, words
from agent_desk.ui.kit.controls import Badge, Button, Card, EmptyState
from agent_desk.ui.kit.pills import paint_pill, pill_width
from agent_desk.ui.kit.scrolled import ScrollArea

GO = shortcuts.register(
    shortcuts.Action(
        "customer.candidates",
        "Ctrl+Shift+K",
        str(QT_TRANSLATE_NOOP("Shortcuts", "Choose among the candidates")),
        str(QT_TRANSLATE_NOOP("Shortcuts", "Work")),
    )
)
_PAD = 12
_NARROW_PX = 400


class _Rows(QWidget):
    """The candidates, painted; every one is as high as what is open with it needs."""

    chosen = Signal(object)
    dismissed = Signal()
    moved = Signal(QRect)

    def __init__(self) -> None:
        super().__init__()
        self._candidates: list[Candidate] = []
        self._at = 0
        self._hovered = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_candidates(self, candidates: Sequence[Candidate]) -> None:
        kept = self.current()
        self._candidates = list(candidates)
        ids = [candidate.customer_id for candidate in self._candidates]
        self._at = ids.index(kept.customer_id) if kept is not None and kept.customer_id in ids else 0
        self._speak()
        self._fit()

    def current(self) -> Candidate | None:
        return self._candidates[self._at] if 0 <= self._at < len(self._candidates) else None

    def step(self, by: int) -> None:
        if self._candidates:
            self._at = max(0, min(len(self._candidates) - 1, self._at + by))
            self._speak()
            self.moved.emit(self._box(self._at))
            self.update()

    def _speak(self) -> None:
        current = self.current()
        self.setAccessibleName(_spoken(current) if current else self.tr("Candidates"))

    @property
    def _narrow(self) -> bool:
        return self.width() < _NARROW_PX

    def _flags_apart(self, candidate: Candidate) -> bool:
        """Return whether the care flags have a line of their own."""
        return len(candidate.care_flags) > (0 if self._narrow else 1)

    def _why(self, candidate: Candidate) -> list[str]:
        parts = presentation.why_parts(candidate.match)
        if self._narrow and len(parts) > 1:
            return [parts[0], " · ".join(parts[1:])]
        return [" · ".join(parts)]

    def _height(self, candidate: Candidate) -> int:
        apart = self._flags_apart(candidate)
        lines = 2 + apart + len(self._why(candidate)) + len(candidate.open_matters) + bool(candidate.last_contacts)
        return lines * rows.LINE_PX + apart * theme.SPACE_1 + theme.SPACE_4

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(sum(self._height(one) for one in self._candidates))
        self.update()

    def _box(self, at: int) -> QRect:
        top = sum(self._height(one) for one in self._candidates[:at])
        return QRect(0, top, self.width(), self._height(self._candidates[at]))

    def _under(self, point: QPoint) -> int:
        boxes = (self._box(at) for at in range(len(self._candidates)))
        return next((at for at, box in enumerate(boxes) if box.contains(point)), -1)

    def sizeHint(self) -> QSize:
        return QSize(320, sum(self._height(one) for one in self._candidates))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.step(-len(self._candidates) if key == Qt.Key.Key_Home else len(self._candidates))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current() is not None:
            self.chosen.emit(self.current())
        elif key == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._under(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def _hover(self, at: int) -> None:
        if at != self._hovered:
            self._hovered = at
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._under(event.position().toPoint())
        if at >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._at = at
            self._speak()
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._under(event.position().toPoint()) == self._at and self.current() is not None:
            self.chosen.emit(self.current())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, candidate in enumerate(self._candidates):
            box = self._box(at)
            if box.intersects(event.rect()):
                rows.ground(
                    painter,
                    box.adjusted(0, 1, 0, -1),
                    selected=at == self._at,
                    hovered=at == self._hovered,
                    focused=self.hasFocus(),
                )
                self._paint(painter, box.adjusted(_PAD, theme.SPACE_2, -_PAD, -theme.SPACE_2), candidate)

    def _paint(self, painter: QPainter, box: QRect, candidate: Candidate) -> None:
        line = QRect(box.left(), box.top(), box.width(), rows.LINE_PX)
        apart = self._flags_apart(candidate)
        end = line.right() if apart else rows.flags_at_end(painter, line, candidate.care_flags)
        rows.first_line(painter, QRect(line.left(), line.top(), end - line.left(), line.height()), candidate)
        if apart:
            line.translate(0, rows.LINE_PX)
            rows.flags(painter, line.translated(0, 1), candidate.care_flags)
            line.translate(0, theme.SPACE_1)
        line.translate(0, rows.LINE_PX)
        rows.text(painter, line, presentation.told_apart(candidate) or "–", "text", theme.font())
        icon, tone = ("shield-check", "good") if candidate.match.verified else ("circle-help", "warning")
        for words_of_it in self._why(candidate):
            line.translate(0, rows.LINE_PX)
            left = rows.symbol(painter, line, icon, tone)
            icon = ""
            why = QRect(left, line.top(), line.right() - left, line.height())
            rows.text(painter, why, words_of_it, tone, theme.font())
        for item in candidate.open_matters:
            line.translate(0, rows.LINE_PX)
            self._matter(painter, line, item)
        if candidate.last_contacts:
            line.translate(0, rows.LINE_PX)
            self._last(painter, line, candidate.last_contacts[0])

    def _matter(self, painter: QPainter, line: QRect, item: TimelineItem) -> None:
        due, tone = presentation.due(item)
        end = line.right()
        if due:
            width = pill_width(due, "clock")
            paint_pill(painter, QRect(end - width, line.top(), width, line.height()), due, tone, "clock")
            end -= width + theme.SPACE_2
        left = rows.symbol(painter, line, CONTACT_KINDS[item.kind].icon, "accent_ink")
        title = presentation.title(item)
        title = title if self._narrow else f"{presentation.contact_kind(item.kind)} {title}"
        rows.text(painter, QRect(left, line.top(), end - left, line.height()), title, "text", theme.font(bold=True))

    def _last(self, painter: QPainter, line: QRect, item: TimelineItem) -> None:
        left = rows.symbol(painter, line, "history", "muted")
        title = self.tr("Last: {when}, {title}").format(when=words.short(item.at), title=presentation.title(item))
        rows.text(painter, QRect(left, line.top(), line.right() - left, line.height()), title, "muted", theme.font())


def _spoken(candidate: Candidate) -> str:
    told = presentation.told_apart(candidate)
    parts = [candidate.name.text, candidate.number, *([told] if told else []), presentation.why(candidate.match)]
    parts += [presentation.name_of(flag) for flag in candidate.care_flags]
    parts += [f"{presentation.title(item)} {presentation.due(item)[0]}".strip() for item in candidate.open_matters]
    return ", ".join(parts)


class CandidateList(Card):
    """The panel. `chosen` carries the Candidate; nothing is attached before somebody chooses."""

    chosen = Signal(object)
    dismissed = Signal()
    find_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, title=self.tr("Who is calling?"), icon="users")
        self._ids: list[uuid.UUID] = []
        self.rows = _Rows()
        self._count = Badge()
        self.add_header(self._count)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows)
        column.addStretch(1)
        self._area = area = ScrollArea(column)
        self.empty = EmptyState("circle-help")
        self.find_other = Button(self.tr("Find another"), icon="search", shortcut=shortcuts.keys("customer.find"))
        self.none = Button(self.tr("None of these"), kind="ghost", tooltip=self.tr("None of these (Esc)"))
        self.choose = Button(self.tr("This is the caller"), kind="primary", icon="user-check")
        self.add(area, 1)
        self.add(self.empty, 1)
        self.add(ActionRow(self.find_other, self.none, self.choose))
        self._connect()
        self.set_candidates([], "")

    def _connect(self) -> None:
        self.rows.chosen.connect(self.chosen)
        self.rows.dismissed.connect(self.dismissed)
        self.rows.moved.connect(lambda box: self._area.ensureVisible(0, box.center().y(), 0, box.height() // 2 + 4))
        self.choose.clicked.connect(self._choose)
        self.none.clicked.connect(self.dismissed)
        self.find_other.clicked.connect(self.find_wanted)
        shortcuts.bind(self, GO.id, self._go)

    def set_candidates(
        self, candidates: Sequence[Candidate], caller: str, *, withheld: bool = False, not_understood: bool = False
    ) -> None:
        """Show these, in the hub's order. `caller` is the masked number. The focus stays where it is."""
        self.rows.set_candidates(candidates)
        self._count.set_count(len(candidates))
        found = bool(candidates)
        self._area.setVisible(found)
        self.empty.setVisible(not found)
        self.choose.setVisible(found)
        self.none.set_label(self.tr("None of these") if found else self.tr("Close"))
        if not_understood:
            hint = self.tr(
                "It came without its area code, or in a form nobody knows. Ask for the name and find the customer."
            )
            self.empty.say("circle-help", self.tr("Number not understood: {number}").format(number=caller), hint)
        elif withheld:
            hint = self.tr("The caller hides the number. Ask for the name and find the customer.")
            self.empty.say("phone-off", self.tr("No number"), hint)
        else:
            hint = self.tr("No customer has this number. Ask for the name and find the customer.")
            self.empty.say("circle-help", self.tr("Unknown number {number}").format(number=caller).strip(), hint)
        self.setAccessibleName(self.tr("Who is calling? {count} candidates").format(count=len(candidates)))

    def current(self) -> Candidate | None:
        """Return the candidate that Enter would choose."""
        return self.rows.current()

    def _choose(self) -> None:
        current = self.rows.current()
        if current is not None:
            self.chosen.emit(current)

    def focus_home(self) -> QWidget:
        """The candidates, or the way to others where there is none."""
        return self.rows if self.rows.isVisible() else self.find_other

    def _go(self) -> None:
        focus.enter(self, lambda: None)
