"""The inputs of a form. Each has `value()`, `set_value(value)`, and the signal `edited` for changes by a person or by code."""

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QDate, QDateTime, QRect, QSize, Qt, QTime, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent, QTextCharFormat, QTextCursor, QTextOption, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QDateTimeEdit,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from agent_desk.schemas.kit import personal_numbers
from agent_desk.schemas.kit.text import cleaned, one_line
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.buttons import Button


class TextInput(QLineEdit):
    """One line of text. `value()` is trimmed."""

    edited = Signal()

    def __init__(
        self, placeholder: str = "", *, secret: bool = False, limit: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        # Until a form gives it another name.
        self.setAccessibleName(placeholder)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
        if limit:
            self.setMaxLength(limit)
        self.textChanged.connect(lambda _: self.edited.emit())

    def value(self) -> str:
        return one_line(self.text()) if self.echoMode() == QLineEdit.EchoMode.Normal else self.text()

    def set_value(self, value: str | None) -> None:
        self.setText(value or "")


class _Editor(QPlainTextEdit):
    """An editor that asks for as many lines as it was given, not for Qt's 192 pixels."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.set_lines(lines)

    def set_lines(self, lines: int) -> None:
        """Ask for so many lines."""
        self._lines = lines
        self.setMinimumHeight(self.minimumSizeHint().height())
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, QFontMetrics(theme.font()).lineSpacing() * self._lines + 20)

    def sizeHint(self) -> QSize:
        return QSize(240, self.minimumSizeHint().height())


_COUNTED_FROM = 0.8
"""From this share of the limit on it is shown how much room is left."""


class TextArea(QWidget):
    """Several lines of text. Near its limit a counter comes up in the corner. Tab leaves the field.

    Card and identity numbers, and secrets beside them, do not belong in what is written: where one is typed, it is offered to be
    struck before anything is saved. What is struck comes back with Undo.
    """

    edited = Signal()

    def __init__(self, placeholder: str = "", *, limit: int = 0, lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = limit
        self.editor = _Editor(lines)
        self.editor.setPlaceholderText(placeholder)
        self.editor.setAccessibleName(placeholder)
        self._counter = theme.label("", "counter")
        self._counter.setParent(self.editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.editor, 1)
        self._offer: QWidget | None = None
        self.setFocusProxy(self.editor)
        self.editor.textChanged.connect(self._typed)
        self._count()

    def setAccessibleName(self, name: str) -> None:
        """Name the area and its editor, which has the focus, alike."""
        super().setAccessibleName(name)
        self.editor.setAccessibleName(name)

    def set_lines(self, lines: int) -> None:
        """Be at least so many lines high."""
        self.editor.set_lines(lines)
        # Where this is said while a window is being resized, the layouts on the way up would keep the height of before.
        at: QWidget | None = self
        while at is not None:
            if (layout := at.layout()) is not None:
                layout.invalidate()
            at.updateGeometry()
            at = None if at.isWindow() else at.parentWidget()

    def _typed(self) -> None:
        self._count()
        self._offer_to_strike()
        self.edited.emit()

    @property
    def offers_to_strike(self) -> bool:
        """Whether the text holds a number that is offered to be struck."""
        return self._offer is not None and not self._offer.isHidden()

    def strike(self) -> None:
        """Make the numbers in the text unreadable that do not belong in it."""
        cursor = QTextCursor(self.editor.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(personal_numbers.strike(self.editor.toPlainText()))

    def _offer_to_strike(self) -> None:
        wanted = not self.editor.isReadOnly() and personal_numbers.holds_struck(self.editor.toPlainText())
        if wanted and self._offer is None:
            self._offer = self._made_offer()
        if self._offer is not None:
            self._offer.setVisible(wanted)

    def _made_offer(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, theme.SPACE_1, 0, 0)
        told = theme.label(self.tr("The text holds a card or identity number, or a secret."), "caption", wrap=True)
        theme.restyle(told, tone="warning")
        row.addWidget(told, 1)
        button = Button(self.tr("Strike it out"))
        button.clicked.connect(self.strike)
        row.addWidget(button)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(made)
        return made

    def _count(self) -> None:
        used = len(self.editor.toPlainText())
        self._counter.setText(f"{used} / {self._limit}")
        self._counter.setVisible(bool(self._limit) and used >= _COUNTED_FROM * self._limit)
        theme.restyle(self._counter, tone="bad" if self._limit and used > self._limit else "")
        self._place_counter()

    def _place_counter(self) -> None:
        self._counter.adjustSize()
        size, edge = self._counter.size(), theme.SPACE_2
        room = self.editor.viewport().geometry()
        self._counter.move(room.right() - size.width() - edge, room.bottom() - size.height() - 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_counter()

    def too_long(self) -> bool:
        """Return whether the text is over the limit. Nothing is ever cut off while someone types."""
        return bool(self._limit) and len(self.editor.toPlainText()) > self._limit

    def value(self) -> str:
        return cleaned(self.editor.toPlainText()).strip()

    def set_value(self, value: str | None) -> None:
        if (value or "") != self.editor.toPlainText():
            self.editor.setPlainText(value or "")

    def insert(self, text: str) -> None:
        """Put `text` where the cursor is."""
        self.editor.insertPlainText(text)


class Calendar(QCalendarWidget):
    """A month without week numbers, weekends quiet instead of Qt's fixed red, Monday first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setMinimumSize(320, 264)
        theme.changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        weekend = QTextCharFormat()
        weekend.setForeground(theme.current().color("muted"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, weekend)
        heading = QTextCharFormat()
        heading.setForeground(theme.current().color("muted"))
        self.setHeaderTextFormat(heading)

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate) -> None:
        """Days that cannot be chosen are written as what is switched off."""
        if self.minimumDate() <= day <= self.maximumDate():
            super().paintCell(painter, rect, day)
            return
        painter.setPen(theme.current().color("disabled"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day()))


class OneStop:
    """A Qt date or time for which Tab is one stop, as any other field; Left and Right go between its parts.

    Qt's own walks year, month, day, hour and minute by Tab.
    """

    def focusNextPrevChild(self, next: bool) -> bool:
        """Leave the field."""
        assert isinstance(self, QWidget)
        return QWidget.focusNextPrevChild(self, next)


class MomentEdit(OneStop, QDateTimeEdit):
    """Qt's field of a moment, left by Tab."""


class DateTimeInput(QWidget):
    """A moment, typed in the centre's zone; `value()` is UTC. `optional` adds a tick that turns it on."""

    edited = Signal()

    def __init__(
        self,
        value: datetime | None = None,
        *,
        optional: bool = False,
        date_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._date_only, self._optional = date_only, optional
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_2)
        self._on = QCheckBox()
        theme.appear(self._on, optional)
        self._on.setChecked(not optional)
        self._edit = MomentEdit()
        self._edit.setCalendarPopup(True)
        self._edit.setDisplayFormat("yyyy-MM-dd" if date_only else "yyyy-MM-dd HH:mm")
        self._edit.setCalendarWidget(Calendar())
        layout.addWidget(self._on)
        layout.addWidget(self._edit, 1)
        # A window that is short takes nothing off the field, also while it is being dressed.
        layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetMinimumSize)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._edit)
        self.set_value(value)
        self._on.toggled.connect(self._edit.setEnabled)
        self._on.toggled.connect(lambda _: self.edited.emit())
        self._edit.dateTimeChanged.connect(lambda _: self.edited.emit())

    def setAccessibleName(self, name: str) -> None:
        """Name the field and its tick alike: either can have the focus."""
        super().setAccessibleName(name)
        self._on.setAccessibleName(name)
        self._edit.setAccessibleName(name)
        self._edit.lineEdit().setAccessibleName(name)

    def value(self) -> datetime | None:
        """Return the moment in UTC (midnight of the centre's day with `date_only`), None when turned off."""
        if not self._on.isChecked():
            return None
        day, clock = self._edit.date(), self._edit.time()
        hour, minute = (0, 0) if self._date_only else (clock.hour(), clock.minute())
        return datetime(day.year(), day.month(), day.day(), hour, minute, tzinfo=words.zone()).astimezone(UTC)

    def words_of(self, value: datetime | None) -> str:
        """Return a moment as the field shows it; empty for none."""
        if value is None:
            return ""
        return words.date(value) if self._date_only else words.date_time(value)

    def set_value(self, value: datetime | None) -> None:
        if self._optional:
            self._on.setChecked(value is not None)
        self._edit.setEnabled(self._on.isChecked())
        at = words.local(value or elapsed.now())
        # Qt only holds the figures of the centre's wall clock; the zone is applied in value().
        self._edit.setDateTime(QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute)))


class TimeInput(OneStop, QTimeEdit):
    """A time of day of the centre, written 07:00. `value()` is minutes after midnight."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH:mm")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.timeChanged.connect(lambda _: self.edited.emit())

    def value(self) -> int:
        return self.time().hour() * 60 + self.time().minute()

    def set_value(self, value: int | None) -> None:
        self.setTime(QTime(*divmod(value or 0, 60)))

    def words_of(self, value: int | None) -> str:
        """Return a time of day as the field shows it."""
        return words.clock(value or 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberInput(QSpinBox):
    """A whole number with its unit. The wheel changes it only while it has the focus."""

    edited = Signal()

    def __init__(self, low: int = 0, high: int = 1_000_000, *, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(low, high)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if unit:
            self.setSuffix(f" {unit}")
        self.valueChanged.connect(lambda _: self.edited.emit())

    def setAccessibleName(self, name: str) -> None:
        """Name the number and the field in it, where the keyboard is, alike."""
        super().setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)

    def set_value(self, value: int | None) -> None:
        self.setValue(value or self.minimum())

    def words_of(self, value: int) -> str:
        """Return a number with its unit."""
        return f"{value}{self.suffix()}"

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Tick(QCheckBox):
    """Yes or no."""

    edited = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.toggled.connect(lambda _: self.edited.emit())

    def value(self) -> bool:
        return self.isChecked()

    def words_of(self, value: bool) -> str:
        """Return yes or no in words."""
        return self.tr("yes") if value else self.tr("no")

    def set_value(self, value: bool | None) -> None:
        self.setChecked(bool(value))


class DayInput(DateTimeInput):
    """A day of the centre that may be left out; `value()` is its date as text, as it goes over the wire."""

    def __init__(self) -> None:
        super().__init__(optional=True, date_only=True)

    def value(self) -> Any:
        day = super().value()
        return words.local(day).date().isoformat() if day is not None else None

    def set_value(self, value: Any) -> None:
        midnight = datetime.fromisoformat(value).replace(tzinfo=words.zone()) if value is not None else None
        super().set_value(midnight)
