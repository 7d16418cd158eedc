"""The pages of a wallboard. Everything grows with the screen: what is read at a desk on a sheet is read here from the door."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPixmap, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from agent_desk.schemas.figures.board import FigureWord, Goal, QueueRow
from agent_desk.schemas.figures.views import Wallboard
from agent_desk.schemas.figures.words import FIGURES, WINDOWS
from agent_desk.ui.kit import elapsed, icons, theme, words
from agent_desk.ui.kit.charts import IntervalChart, IntervalData, Series
from agent_desk.ui.kit.controls import Target
from agent_desk.ui.kit.floor_presentation import NEAR, goal_line, on_the_wall, queue_name, time_s
from agent_desk.ui.kit.measure_words import loudest, short_text, tone_of

DESIGNED_PX: Final = 1080
"""Sizes below are those of a screen this high."""
QUEUES_ON_A_PAGE: Final = 8
_LONG: Final = 3
_CHART_SCALE: Final = 2.2
"""So much larger than at a desk a chart is drawn."""
_SYMBOL = {"good": "circle-check", "warning": "triangle-alert", "bad": "circle-alert"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure on the wall: what it is and over what it is counted, the number, a line below it, and how it stands to its target."""

    caption: str
    text: str
    note: str = ""
    tone: str = ""


def _of(word: FigureWord, window: Literal["now", "today"]) -> str:
    """Return "Offered · today"."""
    return f"{words.say(FIGURES[word])} · {words.say(WINDOWS[window])}"


def judged(value: float | None, level: float) -> str:
    """good, warning, bad; empty without a figure."""
    return "" if value is None else Target(level, "", near=NEAR).tone(value)


def longest(board_now: object, goal: Goal) -> tuple[str, str]:
    """Return the longest wait as text and tone; it counts up by itself."""
    since = getattr(board_now, "longest_since", None)
    if since is None:
        return "0:00", ""
    waited = elapsed.since_ms(since)
    tone = "bad" if waited >= _LONG * goal.threshold_ms else "warning" if waited >= goal.threshold_ms else ""
    return elapsed.format_ms(waited), tone


class WallPage(QWidget):
    """A page that paints itself from a snapshot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board: Wallboard | None = None
        theme.changed.connect(self.update)

    def set_board(self, board: Wallboard) -> None:
        """Show this snapshot."""
        self.board = board
        self.update()

    def px(self, size: float) -> int:
        """Return a size of the design on this screen."""
        return max(1, round(size * self.window().height() / DESIGNED_PX))

    def write(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        size: float,
        tone: str = "text",
        *,
        bold: bool = False,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """A line of text, shortened to its box; smaller where a figure would not fit."""
        font = theme.font(self.px(size), bold=bold)
        smallest = font.pixelSize() * 2 // 3
        while font.pixelSize() > smallest and QFontMetrics(font).horizontalAdvance(text) > box.width():
            font.setPixelSize(font.pixelSize() - 1)
        painter.setFont(font)
        painter.setPen(theme.current().color(tone or "text"))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), shown)

    def symbol(self, painter: QPainter, box: QRect, tone: str) -> None:
        """The symbol of a tone; nothing where there is none."""
        if tone in _SYMBOL:
            icons.paint(painter, box, _SYMBOL[tone], tone)


class FiguresPage(WallPage):
    """Eight figures of the whole centre."""

    def shown(self) -> list[Shown]:
        """Return what the page says."""
        board = self.board
        if board is None:
            return []
        goal, total, now = board.goal, board.total, board.now
        wait, tone = longest(now, goal)
        share = total.abandoned / total.offered if total.offered else None
        rate = self.tr("≥ {level}").format(level=words.percent(goal.answer_rate))
        nobody = now is not None and now.ready == 0 and now.waiting > 0
        away = self.tr("{acw} after call · {away} not ready").format(
            acw=now.after_call_work if now else 0, away=now.not_ready if now else 0
        )
        return [
            Shown(
                _of("service_level", "today"),
                words.percent(total.service_level),
                goal_line(goal),
                judged(total.service_level, goal.level),
            ),
            Shown(
                _of("answer_rate", "today"),
                words.percent(total.answer_rate),
                rate,
                judged(total.answer_rate, goal.answer_rate),
            ),
            Shown(_of("waiting", "now"), words.number(now.waiting if now else None), self.tr("calls")),
            Shown(_of("longest_wait", "now"), wait, "", tone),
            Shown(_of("talking", "now"), words.number(now.talking if now else None), self.tr("agents")),
            Shown(_of("ready", "now"), words.number(now.ready if now else None), away, "warning" if nobody else ""),
            Shown(_of("offered", "today"), words.number(total.offered), self.tr("calls")),
            Shown(
                _of("abandoned", "today"),
                words.number(total.abandoned),
                words.percent(share, 1),
            ),
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = self.px(24)
        wide, high = (self.width() - 3 * gap) // 4, (self.height() - gap) // 2
        for at, one in enumerate(self.shown()):
            box = QRect((at % 4) * (wide + gap), (at // 4) * (high + gap), wide, high)
            self._tile(painter, box, one)

    def _tile(self, painter: QPainter, box: QRect, one: Shown) -> None:
        tokens = theme.current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.soft(one.tone) if one.tone in ("warning", "bad") else tokens.color("surface_raised"))
        painter.drawRoundedRect(QRectF(box), self.px(14), self.px(14))
        inner = box.adjusted(self.px(32), self.px(28), -self.px(32), -self.px(28))
        third = inner.height() // 4
        self.write(painter, QRect(inner.left(), inner.top(), inner.width(), third), one.caption, 38, "muted")
        middle = QRect(inner.left(), inner.top() + third, inner.width(), 2 * third)
        self.write(painter, middle, one.text, 132, one.tone or "text", bold=True)
        edge = self.px(36) if one.tone else 0
        line = QRect(inner.left(), inner.bottom() - third, inner.width(), third)
        self.symbol(painter, QRect(line.left(), line.center().y() - edge // 2, edge, edge), one.tone)
        self.write(painter, line.adjusted(edge + self.px(12) if edge else 0, 0, 0, 0), one.note, 30, "muted")


def _with_measure(row: QueueRow) -> str:
    """Return a queue with the loudest measure that holds for it: "Accounts · Closed"."""
    mark = loudest(row.measures)
    return queue_name(row.queue) if mark is None else f"{queue_name(row.queue)} · {short_text(mark)}"


class QueuesPage(WallPage):
    """Some of the queues, a line each."""

    def __init__(self, first: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = first

    def lines(self) -> list[list[Shown]]:
        """Return what the page says, cell by cell."""
        board = self.board
        rows = board.queues[self.first : self.first + QUEUES_ON_A_PAGE] if board is not None else []
        found = []
        for row in rows:
            wait, tone = longest(row.now, row.goal)
            day, now = row.day, row.now
            found.append(
                [
                    Shown("", _with_measure(row), tone=tone_of(row.measures)),
                    Shown("", words.number(now.waiting if now else None)),
                    Shown("", wait if now is not None and now.waiting else "–", tone=tone),
                    Shown("", words.number(now.ready if now else None)),
                    Shown("", words.percent(day.service_level), tone=judged(day.service_level, row.goal.level)),
                    Shown("", words.percent(day.answer_rate), tone=judged(day.answer_rate, row.goal.answer_rate)),
                    Shown("", time_s(day.asa)),
                ]
            )
        return found

    def heads(self) -> tuple[str, ...]:
        """Return the names of the columns, each figure with its window."""
        return (
            self.tr("Queue"),
            _of("waiting", "now"),
            _of("longest_wait", "now"),
            _of("ready", "now"),
            _of("service_level", "today"),
            _of("answer_rate", "today"),
            _of("asa", "today"),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        high = self.height() // (QUEUES_ON_A_PAGE + 1)
        self._line(
            painter,
            QRect(0, 0, self.width(), high),
            [Shown("", head) for head in self.heads()],
            30,
            "muted",
            bold=False,
        )
        for at, cells in enumerate(self.lines(), start=1):
            box = QRect(0, at * high, self.width(), high - self.px(10))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("surface_raised"))
            painter.drawRoundedRect(QRectF(box), self.px(10), self.px(10))
            self._line(painter, box, cells, 44, "text", bold=True)

    def _line(
        self, painter: QPainter, box: QRect, cells: Sequence[Shown], size: float, tone: str, *, bold: bool
    ) -> None:
        pad, name = self.px(28), box.width() * 24 // 100
        rest = (box.width() - name - 2 * pad) // (len(cells) - 1)
        self.write(
            painter,
            QRect(box.left() + pad, box.top(), name - pad, box.height()),
            cells[0].text,
            size,
            cells[0].tone or tone,
            bold=bold,
        )
        for at, cell in enumerate(cells[1:]):
            room = QRect(box.left() + name + at * rest, box.top(), rest, box.height())
            right = Qt.AlignmentFlag.AlignRight
            self.write(painter, room, cell.text, size, cell.tone or tone, bold=bold, side=right)
            if cell.tone in _SYMBOL:
                edge = self.px(34)
                font = theme.font(self.px(size), bold=bold)
                left = room.right() - QFontMetrics(font).horizontalAdvance(cell.text) - edge - self.px(12)
                self.symbol(painter, QRect(left, room.center().y() - edge // 2, edge, edge), cell.tone)


class ChartPage(WallPage):
    """Levels and calls of the day. The desk's own chart, laid out small and drawn large."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.charts = (IntervalChart(unit="percent", parent=self), IntervalChart(unit="number", parent=self))
        for chart in self.charts:
            # Laid out and dressed like any other widget, and seen only in this page's picture of it.
            chart.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            chart.hide()

    def set_board(self, board: Wallboard) -> None:
        starts = [on_the_wall(row.starts_at, board.zone) for row in board.intervals]
        goal = board.goal
        level = self.tr("Service level {formula} (≥ {target})").format(
            formula=goal.formula, target=words.percent(goal.level)
        )
        rate = self.tr("Answer rate (≥ {target})").format(target=words.percent(goal.answer_rate))
        rows = board.intervals
        self.charts[0].set_data(
            IntervalData(
                starts,
                board.interval_ms,
                (
                    Series(level, [row.service_level for row in rows], "line", "series_1", goal.level),
                    Series(rate, [row.answer_rate for row in rows], "line", "series_2", goal.answer_rate),
                ),
            )
        )
        self.charts[1].set_data(
            IntervalData(
                starts,
                board.interval_ms,
                (
                    Series(self.tr("Offered"), [row.offered for row in rows], "bars", "series_3"),
                    Series(self.tr("Abandoned"), [row.abandoned for row in rows], "bars", "series_4"),
                ),
            )
        )
        super().set_board(board)

    def _factor(self) -> float:
        return max(1.0, _CHART_SCALE * self.window().height() / DESIGNED_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        factor = self._factor()
        for chart in self.charts:
            chart.resize(QSize(round(self.width() / factor), round((self.height() - self.px(24)) / 2 / factor)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        factor, dense = self._factor(), self.devicePixelRatioF()
        top = 0
        for chart in self.charts:
            picture = QPixmap(chart.size() * factor * dense)
            picture.setDevicePixelRatio(factor * dense)
            picture.fill(theme.current().color("surface_raised"))
            chart.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
            box = QRect(0, top, round(chart.width() * factor), round(chart.height() * factor))
            painter.drawPixmap(box, picture)
            top += box.height() + self.px(24)
