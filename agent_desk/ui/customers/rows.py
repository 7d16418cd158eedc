"""One customer as a line of a list, painted: name, number, branch, level, and a second line with what matters there."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from agent_desk.schemas.customers.records import CustomerBrief, Word
from agent_desk.ui.customers import presentation
from agent_desk.ui.kit import icons, theme
from agent_desk.ui.kit.pills import paint_pill, pill_width

LINE_PX = 24


@dataclass(frozen=True, slots=True)
class Highlight:
    """A part of a text to put a ground under."""

    start: int = 0
    length: int = 0


def ground(painter: QPainter, rect: QRect, *, selected: bool, hovered: bool, focused: bool) -> None:
    """The ground of a row that can be chosen."""
    tokens = theme.current()
    if selected or hovered:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("surface_selected" if selected else "surface_hover"))
        painter.drawRoundedRect(QRectF(rect), theme.RADIUS, theme.RADIUS)
    if selected and focused:
        painter.setBrush(tokens.color("accent_ink"))
        painter.drawRoundedRect(QRect(rect.left(), rect.top() + 8, 3, rect.height() - 16), 1, 1)


def text(painter: QPainter, box: QRect, words: str, tone: str, font: QFont, highlight: Highlight | None = None) -> int:
    """Draw one line, cut with "…"; returns its width."""
    tokens = theme.current()
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, box.width()))
    if highlight is not None and highlight.length and highlight.start < len(shown):
        before = metrics.horizontalAdvance(shown[: highlight.start])
        part = shown[highlight.start : highlight.start + highlight.length]
        height = metrics.height()
        mark = QRectF(
            box.left() + before - 1, box.center().y() - height / 2 + 1, metrics.horizontalAdvance(part) + 2, height
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("highlight"))
        painter.drawRoundedRect(mark, 3, 3)
    painter.setFont(font)
    painter.setPen(tokens.color(tone))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return metrics.horizontalAdvance(shown)


def first_line(
    painter: QPainter, box: QRect, brief: CustomerBrief, highlights: Sequence[tuple[str, Highlight]] = ()
) -> None:
    """Name, level, and "number · branch"; `highlights` are (name or number, range)."""
    marked = dict(highlights)
    left = box.left()
    width = text(painter, box, brief.name.text, "text", theme.font(14, bold=True), marked.get("name"))
    left += width + theme.SPACE_3
    tone, icon = presentation.level_look(brief.level)
    if icon:
        word = presentation.name_of(brief.level)
        paint_pill(painter, QRect(left, box.top(), pill_width(word, icon), box.height()), word, tone, icon)
        left += pill_width(word, icon) + theme.SPACE_2
    rest = QRect(left, box.top(), max(0, box.right() - left), box.height())
    used = text(painter, rest, brief.number, "muted", theme.font(), marked.get("number"))
    if brief.branch is not None:
        place = QRect(rest.left() + used, rest.top(), max(0, rest.width() - used), rest.height())
        text(painter, place, f" · {presentation.name_of(brief.branch)}", "muted", theme.font())


def flags(painter: QPainter, box: QRect, care_flags: Sequence[Word]) -> None:
    """Care flags from the left, the grave ones first; those that do not fit are counted."""
    left, shown = box.left(), presentation.grave_first(list(care_flags))
    for at, flag in enumerate(shown):
        tone, icon = presentation.flag_look(flag)
        word = presentation.name_of(flag)
        width = pill_width(word, icon)
        more = f"+{len(shown) - at}"
        room = 0 if at == len(shown) - 1 else pill_width("+9") + theme.SPACE_1
        if left + width + room > box.right():
            paint_pill(painter, QRect(left, box.top(), pill_width(more), box.height()), more, tone)
            return
        paint_pill(painter, QRect(left, box.top(), width, box.height()), word, tone, icon)
        left += width + theme.SPACE_1


def flags_at_end(painter: QPainter, box: QRect, care_flags: Sequence[Word]) -> int:
    """Return the first care flag at the right end, and how many more there are; returns where the rest must end."""
    shown = presentation.grave_first(list(care_flags))
    if not shown:
        return box.right()
    tone, icon = presentation.flag_look(shown[0])
    word = presentation.name_of(shown[0]) + (f" +{len(shown) - 1}" if len(shown) > 1 else "")
    width = min(pill_width(word, icon), box.width() // 2)
    paint_pill(painter, QRect(box.right() - width, box.top(), width, box.height()), word, tone, icon)
    return box.right() - width - theme.SPACE_2


def symbol(painter: QPainter, box: QRect, name: str, tone: str) -> int:
    """Return a small symbol left in `box`, or its room; returns where the text goes on."""
    edge = 14
    if name:
        icons.paint(painter, QRect(box.left(), box.center().y() - edge // 2 + 1, edge, edge), name, tone)
    return box.left() + edge + 6
