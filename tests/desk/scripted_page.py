"""A telephone's page that does nothing by itself: it remembers its orders, and says what a test tells it."""

from typing import Any

from PySide6.QtCore import QObject, Signal


class ScriptedPage(QObject):
    """What `desk.calls_phone.Page` asks for."""

    said = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self.orders: list[tuple[str, dict[str, Any]]] = []
        self.closed = False

    def order(self, order: str, **given: Any) -> None:
        """Remembered."""
        self.orders.append((order, given))

    def close(self) -> None:
        """Remembered."""
        self.closed = True

    def says(self, what: str, **facts: Any) -> None:
        """As the page would."""
        self.said.emit({"what": what, **facts})

    def words(self) -> list[str]:
        """The orders without what was given with them."""
        return [order for order, _ in self.orders]

    def given(self, order: str) -> dict[str, Any]:
        """What came with the last order of this name."""
        return [given for word, given in self.orders if word == order][-1]
