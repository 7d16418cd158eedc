"""The order in which Tab walks, for what is built after its neighbours.

Qt walks in the order in which widgets came into the window: a page that is built when it is first needed would come last,
behind the status line, and not where the eye sees it.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def come_after(before: QWidget, late: QWidget) -> None:
    """Have Tab come to what is in `late` when it leaves `before`. Both are in their places in the same window."""
    at = _last_stop(before)
    for widget in _stops(late):
        if at is not None:
            QWidget.setTabOrder(at, widget)
        at = widget


def stops(panel: QWidget) -> list[QWidget]:
    """Return what of a panel Tab comes to now, in its order: neither what is hidden nor what is off."""
    return [one for one in _stops(panel) if one.isVisible() and one.isEnabled() and one.focusProxy() is None]


def _last_stop(panel: QWidget) -> QWidget | None:
    """Return where Tab stands when it leaves `panel`; for one without any stop, the last stop on the way to it."""
    inside = _stops(panel)
    if inside:
        return inside[-1]
    window, widget = panel.window(), panel.previousInFocusChain()
    while widget is not None and widget is not window and widget is not panel:
        if _is_stop(widget):
            return widget
        widget = widget.previousInFocusChain()
    return None


def _stops(panel: QWidget) -> list[QWidget]:
    """`panel` and everything in it that takes the keyboard, in the order of Tab."""
    found = [panel] if _is_stop(panel) else []
    window, widget = panel.window(), panel.nextInFocusChain()
    while widget is not None and widget is not window and widget is not panel:
        if _is_stop(widget) and panel.isAncestorOf(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
