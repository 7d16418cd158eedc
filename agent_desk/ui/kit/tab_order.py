"""The order in which Tab walks, for what is built after its neighbours.

Qt walks in the order in which widgets came into the window: a page that is built when it is first needed would come last,
behind the status line, and not where the eye sees it.
"""

from PySide6.QtWidgets import QWidget


def come_after(before: QWidget, late: QWidget) -> None:
    """Have Tab come to everything in `late` when it leaves `before`. Both are in their places in the same window."""
    inside = _walk(late)
    at = _walk(before)[-1]
    for widget in inside:
        QWidget.setTabOrder(at, widget)
        at = widget


def _walk(root: QWidget) -> list[QWidget]:
    """`root` and everything in it, in the order of Tab."""
    found: list[QWidget] = []
    widget: QWidget | None = root
    window = root.window()
    while widget is not None:
        if widget is root or root.isAncestorOf(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
        if widget is root or (widget is window and found):
            break
    return found
