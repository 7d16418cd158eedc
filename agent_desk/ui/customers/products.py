"""The products a customer holds: cards, accounts, loans and the rest, their numbers masked."""

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QWidget

from agent_desk.schemas.customers.records import HoldingView
from agent_desk.schemas.customers.words import HOLDING_KINDS
from agent_desk.ui.customers import presentation
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Menu
from agent_desk.ui.kit.pills import pill_width
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView

MOST_ROWS = 3
_SECOND_MS = 1000
_ROW_PX = 32
_PAD = 22


class ProductTable(TableView[HoldingView]):
    """A short table; the menu of a row (right click, menu key), Enter or a double click asks for its number in clear."""

    reveal_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._clear: dict[str, tuple[str, int]] = {}
        self._may = False
        self._holdings: list[HoldingView] = []
        self._most = MOST_ROWS
        self._model: TableModel[HoldingView] = TableModel(self._columns(), lambda holding: holding.id)
        super().__init__(self._model, parent=parent)
        self.setAccessibleName(self.tr("Products"))
        self.set_menu(self._menu)
        self.activated_record.connect(self._ask)
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND_MS)
        self._timer.timeout.connect(self._tick)
        # What a name, a number and a state are needs no heading; the time line needs the room.
        self.horizontalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self._fit()

    def _columns(self) -> list[Column[HoldingView]]:
        return [
            Column(
                QCoreApplication.translate("ProductTable", "Product"),
                lambda holding: words.pick(holding.name_zh, holding.name_en),
                icon=lambda holding: HOLDING_KINDS.of(holding.kind).icon or "wallet",
            ),
            Column(
                QCoreApplication.translate("ProductTable", "Number"),
                self._number,
                tone=self._tone,
                tooltip=self._tip,
                width=160,
            ),
            Column(
                QCoreApplication.translate("ProductTable", "Status"),
                lambda holding: presentation.holding_status(holding.status)[0],
                mark=lambda holding: Mark(*presentation.holding_status(holding.status)),
                width=100,
            ),
        ]

    def _number(self, holding: HoldingView) -> str:
        clear = self._clear.get(holding.number.field)
        return f"{clear[0]}   {clear[1] // 1000} s" if clear else holding.number.text

    def _tone(self, holding: HoldingView) -> str:
        return "warning" if holding.number.field in self._clear else "text"

    def _tip(self, holding: HoldingView) -> str:
        return self.tr("Double click or Enter shows the number, with a reason") if self._may else ""

    def set_holdings(self, holdings: list[HoldingView], may_reveal: bool) -> None:
        """Show these; what is in clear stays so for its time."""
        self._may = may_reveal
        self._holdings = list(holdings)
        self._model.replace(self._holdings)
        self._fit()

    def show_clear(self, field: str, value: str, for_ms: int) -> None:
        """Show a number for a while."""
        self._clear[field] = (value, for_ms)
        self._timer.start()
        self._fit()

    def mask_all(self) -> None:
        """Masked again, at once."""
        self._clear.clear()
        self._timer.stop()
        self.viewport().update()

    def number_shown(self, row: int) -> str:
        """Return what stands in the number's cell."""
        record = self._model.record(row)
        return self._number(record) if record is not None else ""

    def _tick(self) -> None:
        left = {field: (value, ms - _SECOND_MS) for field, (value, ms) in self._clear.items()}
        self._clear = {field: kept for field, kept in left.items() if kept[1] > 0}
        if not self._clear:
            self._timer.stop()
            self._fit()
        self.viewport().update()

    def _ask(self, holding: HoldingView) -> None:
        if self._may and holding.number.field:
            self.reveal_wanted.emit(holding.number.field)

    def _menu(self, holding: HoldingView) -> QMenu | None:
        if not self._may or not holding.number.field:
            return None
        menu = Menu(self)
        menu.add(self.tr("Show the number in clear …"), lambda: self._ask(holding), icon="eye")
        return menu

    def show_most(self, rows: int) -> None:
        """Be at most so many rows high; the others are a scroll away."""
        self._most = rows
        self._fit()

    def _fit(self) -> None:
        rows = min(self._most, len(self._holdings))
        self.setFixedHeight(rows * _ROW_PX)
        self.setVisible(bool(self._holdings))
        # Number and state take what they need; the name has the rest.
        metrics = QFontMetrics(theme.font())
        numbers = [metrics.horizontalAdvance(self._number(holding)) for holding in self._holdings]
        states = [pill_width(presentation.holding_status(holding.status)[0]) for holding in self._holdings]
        self.horizontalHeader().resizeSection(1, max(numbers, default=0) + _PAD)
        self.horizontalHeader().resizeSection(2, max(states, default=0) + _PAD)
        self.viewport().update()
