"""Masked values with their way to be seen in clear, in aligned columns that fit the width."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from agent_desk.schemas.customers.records import Masked
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Icon, IconButton, label

TWO_COLUMNS_PX = 600
_SECOND_MS = 1000
_ROW_PX, _TITLE_PX = 28, 30


@dataclass(frozen=True, slots=True)
class Mark:
    """A symbol behind a value and what it means."""

    icon: str
    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class Field:
    """A caption with its value; `extra` stands behind the value in a quiet tone."""

    caption: str
    value: Masked
    mark: Mark | None = None
    extra: str = ""
    dial: str = ""
    """The contact point that can be called; empty where it cannot."""

    @property
    def key(self) -> str:
        """What tells this field from the others of a card."""
        return self.value.field or self.caption


class MaskedField(QWidget):
    """A masked value. The eye asks for it in clear; what comes is shown for a while and then masked again."""

    reveal_wanted = Signal(str)
    """The field's name for the hub, as "phone:<id>"."""
    dial_wanted = Signal(str)
    """The contact point to call."""

    def __init__(self, role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._masked = Masked(text="")
        self._caption = ""
        self._left_ms = 0
        self._may = True
        self.text = label("", role, selectable=True)
        self.text.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._mark = Icon("", "muted", 14)
        self._extra = label("", "caption")
        self.eye = IconButton("eye", "", size="small")
        self.call = IconButton("phone-outgoing", "", size="small")
        self._dial = ""
        self._left = label("", "caption")
        self._left.setMinimumWidth(24)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_1)
        for widget in (self.text, self._mark, self._extra, self.eye, self.call, self._left):
            row.addWidget(widget)
        row.addStretch(1)
        self.setFixedHeight(_TITLE_PX if role == "title" else _ROW_PX)
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND_MS)
        self._timer.timeout.connect(self._tick)
        self.eye.clicked.connect(self._pressed)
        self.call.clicked.connect(lambda: self.dial_wanted.emit(self._dial))
        self._show()

    def set_field(self, field: Field, may_reveal: bool) -> None:
        """Show this value. A value that is shown in clear stays so while the field is the same."""
        same = field.value.field == self._masked.field and bool(field.value.field)
        self._masked, self._caption, self._may, self._dial = field.value, field.caption, may_reveal, field.dial
        self._mark.set(field.mark.icon if field.mark else "", field.mark.tone if field.mark else "muted")
        self._mark.setVisible(field.mark is not None)
        self._mark.setToolTip(field.mark.words if field.mark else "")
        self._mark.setAccessibleName(field.mark.words if field.mark else "")
        self._extra.setText(field.extra)
        self._extra.setVisible(bool(field.extra))
        if not same or not self.revealed:
            self.mask_again()

    @property
    def revealed(self) -> bool:
        """Whether the value stands there in clear."""
        return self._left_ms > 0

    def show_clear(self, value: str, for_ms: int) -> None:
        """Show `value` for `for_ms`, then mask it again."""
        self._left_ms = for_ms
        self.text.setText(value)
        theme.restyle(self.text, tone="warning")
        self._timer.start()
        self._show()

    def mask_again(self) -> None:
        """Masked again, at once."""
        self._timer.stop()
        self._left_ms = 0
        self.text.setText(self._masked.text)
        theme.restyle(self.text, tone="")
        self._show()

    def _tick(self) -> None:
        self._left_ms -= _SECOND_MS
        if self._left_ms <= 0:
            self.mask_again()
        else:
            self._show()

    def _pressed(self) -> None:
        if self.revealed:
            self.mask_again()
        else:
            self.reveal_wanted.emit(self._masked.field)

    def _show(self) -> None:
        self.eye.setVisible(bool(self._masked.field) and self._may)
        self.call.setVisible(bool(self._dial))
        self.call.set_tip(self.tr("Call: {caption}").format(caption=self._caption))
        self.eye.set_icon("eye-off" if self.revealed else "eye")
        if self.revealed:
            self.eye.set_tip(self.tr("Mask again: {caption}").format(caption=self._caption))
        else:
            self.eye.set_tip(self.tr("Show in clear: {caption} (needs a reason)").format(caption=self._caption))
        self._left.setText(f"{self._left_ms // 1000} s" if self.revealed else "")
        self._left.setVisible(self.revealed)
        self.text.setAccessibleName(f"{self._caption}: {self.text.text()}")


class FieldGrid(QWidget):
    """Captions and masked values, in one column or two. Fields that stay keep their widget, and with it what is revealed."""

    reveal_wanted = Signal(str)
    dial_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, tuple[QLabel, MaskedField]] = {}
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_3)
        self._grid.setVerticalSpacing(0)

    def set_fields(self, fields: list[Field], may_reveal: bool) -> None:
        """Show these fields."""
        wanted = {field.key: field for field in fields}
        if list(wanted) != list(self._rows):
            kept = {key: row for key, row in self._rows.items() if key in wanted}
            for key, (caption, shown) in self._rows.items():
                if key not in wanted:
                    caption.deleteLater()
                    shown.deleteLater()
            self._rows = {key: kept.get(key) or self._made() for key in wanted}
            self._columns = 0
        for key, field in wanted.items():
            caption, shown = self._rows[key]
            caption.setText(field.caption)
            shown.set_field(field, may_reveal)
        self._place()

    def field(self, key: str) -> MaskedField | None:
        """Return the widget of a field, by its name for the hub."""
        row = self._rows.get(key)
        return row[1] if row else None

    def mask_all(self) -> None:
        """Nothing stays in clear."""
        for _, shown in self._rows.values():
            shown.mask_again()

    def _made(self) -> tuple[QLabel, MaskedField]:
        caption = label("", "caption")
        shown = MaskedField()
        shown.reveal_wanted.connect(self.reveal_wanted)
        shown.dial_wanted.connect(self.dial_wanted)
        return caption, shown

    def _place(self) -> None:
        columns = 2 if self.width() >= TWO_COLUMNS_PX else 1
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.takeAt(0) is not None:
            pass
        for at, (caption, shown) in enumerate(self._rows.values()):
            row, column = divmod(at, columns)
            self._grid.addWidget(caption, row, column * 2, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(shown, row, column * 2 + 1)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column % 2 and column < columns * 2 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
