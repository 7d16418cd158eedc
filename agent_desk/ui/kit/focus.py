"""Where the keyboard is. What had it may vanish, be switched off or be covered; Qt then takes whatever comes next, in another task.

Here it stays in its task instead: it goes to the *home* of the nearest panel around what is gone, or rests on that panel itself, where
no key does harm; a panel that was *entered* gives it back to where it came from. A panel says its home by a method
``focus_home``: the control that takes the next key, and with which neither Space nor Enter does anything that matters.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from agent_desk.ui.kit.scrolled import ScrollArea

_BESIDE_PX = 4
"""So much of what is above and below a control is shown with it."""
Chain = list[QWidget]
"""A control and everything around it, from the inside out to its window."""


def can_have_it(widget: QWidget | None) -> bool:
    """Return whether a widget can have the focus now: it is there, in sight and not switched off or covered."""
    return widget is not None and isValid(widget) and widget.isVisible() and widget.isEnabled()


def home_of(area: QWidget | None) -> QWidget | None:
    """Return the control that takes the next key of a panel; None where it says none, or it cannot be had now."""
    said: Callable[[], QWidget | None] | None = getattr(area, "focus_home", None)
    home = said() if said is not None else None
    return home if can_have_it(home) else None


def rests() -> bool:
    """Return whether the focus is on no control: nothing is being typed or walked."""
    now = QApplication.focusWidget()
    return now is None or now.isWindow() or now.focusPolicy() == Qt.FocusPolicy.NoFocus


def to(area: QWidget, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
    """Put the focus where a panel in sight takes its next key; on the panel itself while nothing in it could have it."""
    if area.isVisible():
        _keeper().put(home_of(area) or area, reason)


def enter(panel: QWidget, show: Callable[[], object]) -> None:
    """Begin a task in a panel that `show` brings into sight: it has the focus, and gives it back when it goes out of sight."""
    keeper = _keeper()
    before = keeper.chain
    show()
    keeper.came_from(panel, before)
    to(panel)


def settle(area: QWidget) -> None:
    """What a panel waited for is in sight: a focus that rests around it goes to where the next key is."""
    now = QApplication.focusWidget()
    if now is None or now.focusPolicy() != Qt.FocusPolicy.NoFocus or not (now is area or now.isAncestorOf(area)):
        return
    at: QWidget | None = area
    while at is not None:
        home = home_of(at)
        if home is not None:
            _keeper().put(home, Qt.FocusReason.OtherFocusReason)
            return
        at = at.parentWidget() if at is not now else None


def turn(page: QWidget | None, show: Callable[[], object]) -> None:
    """Have `show` put something into a page's place: a focus that was on the page does not go to whatever comes first."""
    keeper = _keeper()
    chain = _chain_of(page.window().focusWidget()) if page is not None else []
    if page not in chain:
        show()
        return
    # Off the page before it goes: Qt would hand the focus on as Tab does, which selects what is half typed elsewhere.
    keeper.quietly(lambda: chain[-1].setFocus(Qt.FocusReason.OtherFocusReason))
    keeper.quietly(show)
    keeper.find_place(chain)


def _keeper() -> Keeper:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    found = application.findChild(Keeper, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, Keeper) else Keeper(application)


def keep() -> None:
    """Keep the focus in its task from now on, in every window of this program."""
    _keeper()


class _Chains:
    """A chain for each window or panel, for as long as that lives: what is closed for good would be kept whole by it."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[QWidget, Chain]] = {}

    def of(self, widget: QWidget) -> Chain:
        """Return the chain that is kept for a widget; empty for none."""
        return self._kept.get(id(widget), (widget, []))[1]

    def keep(self, widget: QWidget, chain: Chain) -> None:
        """Keep a chain for a widget, in place of an earlier one."""
        at = id(widget)
        if at not in self._kept:
            widget.destroyed.connect(lambda: self._kept.pop(at, None))
        self._kept[at] = (widget, chain)

    def take(self, widget: QWidget) -> Chain:
        """Return a widget's chain, and keep it no longer."""
        return self._kept.pop(id(widget), (widget, []))[1]


class Keeper(QObject):
    """One for the program: knows where the focus was in each window, and where a task was entered from."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._chains, self._origins = _Chains(), _Chains()
        self._quiet = 0
        application.focusChanged.connect(self._moved)

    @property
    def chain(self) -> Chain:
        """What has the focus in the active window, with all around it; empty while nothing has."""
        return _chain_of(QApplication.focusWidget())

    def came_from(self, panel: QWidget, origin: Chain) -> None:
        """Remember where a task was entered from; once inside, the way in is kept."""
        if not origin or origin[-1] is not panel.window():
            # Asked for in a dialog over its window.
            origin = self._chains.of(panel.window())
        if origin and panel not in origin:
            self._origins.keep(panel, origin)

    def put(self, widget: QWidget, reason: Qt.FocusReason) -> None:
        """Give the focus, also in a window behind the one that is active."""
        widget.setFocus(reason)
        if not widget.isActiveWindow():
            self._chains.keep(widget.window(), _chain_of(widget))

    def quietly(self, do: Callable[[], object]) -> None:
        """Do something, whatever Qt does to the focus meanwhile."""
        self._quiet += 1
        try:
            do()
        finally:
            self._quiet -= 1

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._quiet:
            return
        window = now.window() if now is not None else QApplication.activeWindow()
        if window is None or not isValid(window):
            return
        before = self._chains.of(window)
        if before and before[0] is not now and not can_have_it(before[0]):
            self.find_place(before)
        elif now is not None:
            self._chains.keep(window, _chain_of(now))
            _scroll_to(now)

    def find_place(self, chain: Chain) -> None:
        """Put the focus where it belongs after what had it (`chain`) is gone."""
        place = self._place_after(chain)
        if place is None:
            return
        if QApplication.focusWidget() is place:
            # Qt has come here as Tab does, and what is typed here would be typed over.
            self.quietly(lambda: place.window().setFocus(Qt.FocusReason.OtherFocusReason))
        self.quietly(lambda: place.setFocus(Qt.FocusReason.OtherFocusReason))
        self._chains.keep(place.window(), _chain_of(place))
        _scroll_to(place)

    def _place_after(self, chain: Chain) -> QWidget | None:
        for area in chain[1:]:
            if not isValid(area):
                continue
            if not can_have_it(area):
                origin = self._origins.take(area)
                if origin:
                    return origin[0] if can_have_it(origin[0]) else self._place_after(origin)
                continue
            home = home_of(area)
            if home is not None:
                return home
            if area.isWindow() or (area.accessibleName() and _may_rest(area)):
                return area
        return None


def _chain_of(widget: QWidget | None) -> Chain:
    chain: Chain = []
    while widget is not None:
        chain.append(widget)
        widget = None if widget.isWindow() else widget.parentWidget()
    return chain


def _scroll_to(widget: QWidget) -> None:
    """Bring a control into sight where it is part of what is scrolled; Qt does so only for Tab from inside."""
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return
    for area in _chain_of(widget)[1:]:
        if isinstance(area, ScrollArea):
            area.ensureWidgetVisible(widget, 0, _BESIDE_PX)


def _may_rest(area: QWidget) -> bool:
    """A panel that hands its focus on must be able to."""
    proxy = area.focusProxy()
    return proxy is None or can_have_it(proxy)
