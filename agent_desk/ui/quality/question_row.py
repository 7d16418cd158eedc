"""One question of the score card: a row that takes the focus and is answered by one key or one click."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from agent_desk.schemas.quality.records import AnswerValue, Question
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Icon

_CHIP = QSize(26, 26)


class Chip(QAbstractButton):
    """One answer: a small square that fills when it is chosen. A danger fills in the tone of a fault."""

    def __init__(self, text: str, name: str, *, danger: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(name)
        self.setToolTip(name if name != text else "")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._danger = danger
        wide = self.fontMetrics().horizontalAdvance(text) + 18
        self.setFixedSize(QSize(max(_CHIP.width(), wide if len(text) > 1 else 0), _CHIP.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        on, off = self.isChecked(), not self.isEnabled()
        fill = "bad_fill" if self._danger else "accent"
        hover = self.underMouse() and not off
        painter.setPen(QPen(tokens.color(fill if on else "border_field" if not off else "border"), 1))
        painter.setBrush(tokens.color(fill if on else "surface_hover" if hover else "surface_raised"))
        painter.drawRoundedRect(box, 5, 5)
        ink = ("on_fill" if self._danger else "accent_text") if on else "disabled" if off else "text"
        painter.setPen(tokens.color(ink))
        painter.setFont(theme.font(12, bold=on))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class QuestionRow(QWidget):
    """A question with its answers. Keys while it has the focus: 0 to 5, y, n, - for "n/a", Backspace to take back.

    `answered` carries (code, value or None); `left` wants the next (+1) or previous (-1) row to have the focus.
    """

    answered = Signal(str, object)
    left = Signal(int)
    focused = Signal(object)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self._value: AnswerValue | None = None
        self._editable = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(36)
        self._name = theme.label(words.pick(question.name_zh, question.name_en), wrap=True)
        fatal = question.kind == "fatal"
        self._weight = theme.label("" if fatal else str(question.weight), "caption")
        self._weight.setToolTip(self.tr("Weight in the score"))
        self._mark = Icon("triangle-alert", "warning", 14)
        self._mark.setToolTip(self.tr("Needs an answer"))
        self._mark.hide()
        self._chips: dict[AnswerValue, Chip] = {}
        self._build()
        self.setToolTip(words.pick(question.help_zh, question.help_en))
        self.show_value(None)

    def _build(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(3)
        for value, text, name, danger in self._options():
            chip = Chip(text, name, danger=danger)
            chip.clicked.connect(lambda _on=False, value=value: self._choose(value, move=False))
            self._chips[value] = chip
            chips.addWidget(chip)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, theme.SPACE_2, 4)
        row.setSpacing(theme.SPACE_2)
        if self.question.kind == "fatal":
            warning = Icon("shield-alert", "bad", 14)
            warning.setToolTip(self.tr("Fatal fault: the score is 0"))
            row.addWidget(warning)
        row.addWidget(self._name, 1)
        row.addWidget(self._mark)
        row.addWidget(self._weight)
        row.addLayout(chips)

    def _options(self) -> list[tuple[AnswerValue, str, str, bool]]:
        none = self.tr("n/a")
        if self.question.kind == "points":
            points = self.tr("{n} of 5 points")
            listed = [(n, str(n), points.format(n=n), False) for n in range(6)]
            return [*listed, ("na", "–", none, False)]
        if self.question.kind == "yesno":
            return [
                (True, self.tr("Yes"), self.tr("Yes"), False),
                (False, self.tr("No"), self.tr("No"), False),
                ("na", "–", none, False),
            ]
        return [(True, self.tr("Fault"), self.tr("Fault"), True), (False, self.tr("None"), self.tr("None"), False)]

    # -- what it holds -----------------------------------------------------------------------------------------------

    def value(self) -> AnswerValue | None:
        """Return the answer; None while there is none."""
        return self._value

    def show_value(self, value: AnswerValue | None) -> None:
        """Show an answer without a signal."""
        self._value = value
        for one, chip in self._chips.items():
            chip.setChecked(value is not None and type(one) is type(value) and one == value)
        if value is not None:
            self._mark.hide()
        said = self._answer_words()
        self.setAccessibleName(f"{self._name.text()}: {said}")
        self.setAccessibleDescription(words.pick(self.question.help_zh, self.question.help_en))

    def _answer_words(self) -> str:
        for chip in self._chips.values():
            if chip.isChecked():
                return chip.accessibleName()
        return self.tr("no answer yet")

    def set_editable(self, editable: bool) -> None:
        """Whether it can be answered here."""
        self._editable = editable
        for chip in self._chips.values():
            chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not editable)
            chip.setCursor(Qt.CursorShape.PointingHandCursor if editable else Qt.CursorShape.ArrowCursor)

    def mark_missing(self, missing: bool) -> None:
        """Say that it needs an answer."""
        self._mark.setVisible(missing and self._value is None)

    def missing(self) -> bool:
        """Return whether it says so."""
        return not self._mark.isHidden()

    # -- keys --------------------------------------------------------------------------------------------------------

    def _choose(self, value: AnswerValue | None, *, move: bool) -> None:
        if not self._editable:
            self.show_value(self._value)
            return
        self.show_value(value)
        self.answered.emit(self.question.code, value)
        if move:
            self.left.emit(1)

    def _of_key(self, event: QKeyEvent) -> AnswerValue | None:
        text = event.text().lower()
        if text == "-":
            wanted: AnswerValue = "na"
        elif self.question.kind == "points" and text in "012345" and text:
            wanted = int(text)
        elif self.question.kind != "points" and text in ("y", "n"):
            wanted = text == "y"
        else:
            return None
        return wanted if any(type(one) is type(wanted) and one == wanted for one in self._chips) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
        value = self._of_key(event) if plain else None
        if value is not None:
            self._choose(value, move=True)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and plain:
            self._choose(None, move=False)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and plain:
            self.left.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.hasFocus():
            return
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("surface_selected"))
        painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
        painter.setBrush(tokens.color("accent_ink"))
        painter.drawRoundedRect(QRectF(0, 8, 3, self.height() - 16), 1, 1)
