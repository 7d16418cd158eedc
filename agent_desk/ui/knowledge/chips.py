"""Categories as a row of chips that narrow the search; a row longer than the panel is scrolled, never wrapped."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from agent_desk.schemas.knowledge.records import Category
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, IconButton
from agent_desk.ui.kit.scrolled import ScrollArea

_STEP_PX = 160
_HEIGHT_PX = 28


class _Chip(Button):
    """One choice; the arrow keys walk along the row."""

    walked = Signal(int)

    def __init__(self, code: str) -> None:
        super().__init__("", size="small")
        self.code = code
        self.setCheckable(True)

    def stop_tab(self, wanted: bool) -> None:
        """Whether Tab stops here."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if wanted else Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.walked.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
            event.accept()
            return
        super().keyPressEvent(event)


class CategoryChips(QWidget):
    """`changed` carries the code of the chosen category; "" is all. Chips without a hit are hidden, but for the chosen."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[str, _Chip] = {}
        self._names: dict[str, str] = {"": self.tr("All")}
        self._group = QButtonGroup(self)
        self._inner = QWidget()
        self._row = QHBoxLayout(self._inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.SPACE_1 + 2)
        self._row.addStretch(1)
        self._scroll = ScrollArea(self._inner)
        self._scroll.setFixedHeight(_HEIGHT_PX)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._earlier = self._stepper("chevron-left", self.tr("Earlier categories"), -_STEP_PX)
        self._later = self._stepper("chevron-right", self.tr("More categories"), _STEP_PX)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(2)
        outer.addWidget(self._earlier)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._later)
        bar = self._scroll.horizontalScrollBar()
        bar.rangeChanged.connect(self._show_steppers)
        bar.valueChanged.connect(self._show_steppers)
        self._scroll.viewport().installEventFilter(self)
        self._group.buttonClicked.connect(lambda _: self.changed.emit(self.value()))
        self.setAccessibleName(self.tr("Categories"))
        self._add("")
        self._chips[""].setChecked(True)
        self._show_steppers()

    def _stepper(self, icon: str, text: str, step: int) -> IconButton:
        button = IconButton(icon, text, size="small")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._scroll_by(step))
        return button

    def _scroll_by(self, step: int) -> None:
        bar = self._scroll.horizontalScrollBar()
        bar.setValue(bar.value() + step)

    def _show_steppers(self) -> None:
        bar = self._scroll.horizontalScrollBar()
        self._earlier.setVisible(bar.value() > bar.minimum())
        self._later.setVisible(bar.value() < bar.maximum())

    def _add(self, code: str) -> None:
        chip = _Chip(code)
        chip.walked.connect(self._walk)
        # The row is one stop on the way of Tab, at the chosen chip.
        chip.stop_tab(False)
        chip.toggled.connect(chip.stop_tab)
        self._chips[code] = chip
        self._group.addButton(chip)
        self._row.insertWidget(self._row.count() - 1, chip)
        chip.set_label(self._names[code])

    def set_categories(self, categories: Sequence[Category]) -> None:
        """Offer these, in this order, after "all"."""
        for category in categories:
            self._names[category.code] = words.pick(category.name_zh, category.name_en)
            if category.code not in self._chips:
                self._add(category.code)
        # Widgets made later would come last on the way of Tab, and Qt orders only those that Tab stops at.
        for chip in self._chips.values():
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for chip, following in pairwise(self._chips.values()):
            QWidget.setTabOrder(chip, following)
        for chip in self._chips.values():
            chip.stop_tab(chip.isChecked())

    def set_counts(self, counts: dict[str, int], total: int) -> None:
        """How many hits lie in each category."""
        for code, chip in self._chips.items():
            count = total if not code else counts.get(code, 0)
            chip.set_label(f"{self._names[code]} {count}" if count else self._names[code])
            chip.setVisible(not code or count > 0 or chip.isChecked())
        self._reveal()

    def come_after(self, widget: QWidget) -> None:
        """Tab leads from `widget` to the chosen chip."""
        QWidget.setTabOrder(widget, self._chips[""])

    def value(self) -> str:
        """Return the code of the chosen category, "" for all."""
        chip = self._group.checkedButton()
        return chip.code if isinstance(chip, _Chip) else ""

    def set_value(self, code: str) -> None:
        """Choose without a signal; an unknown code chooses all."""
        chip = self._chips.get(code, self._chips[""])
        chip.setChecked(True)
        chip.setVisible(True)
        self._reveal()

    def _reveal(self) -> None:
        """The chosen chip in sight, once the row has its new widths."""
        QTimer.singleShot(0, self, self._reveal_now)

    def _reveal_now(self) -> None:
        chip = self._group.checkedButton()
        if chip is not None:
            self._scroll.ensureWidgetVisible(chip, theme.SPACE_5, 0)
        self._show_steppers()

    def _walk(self, step: int) -> None:
        shown = [chip for chip in self._chips.values() if not chip.isHidden()]
        at = next((place for place, chip in enumerate(shown) if chip.isChecked()), 0)
        target = shown[max(0, min(len(shown) - 1, at + step))]
        if not target.isChecked():
            target.setChecked(True)
            target.setFocus(Qt.FocusReason.TabFocusReason)
            self._reveal()
            self.changed.emit(target.code)

    def texts(self) -> list[str]:
        """Return what the chips in the row say."""
        return [chip.text() for chip in self._chips.values() if not chip.isHidden()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and watched is self._scroll.viewport():
            delta = event.angleDelta()
            self._scroll_by(-(delta.y() or delta.x()))
            return True
        return False
