"""Lines and bars over thousands of intervals, as one picture in a chart: per pixel column what is covered, and nothing more.

A screen shows one column of pixels where a year has a dozen half hours; of these the lowest and the highest are all that can be
seen (the "peak" of an oscilloscope, exact to the pixel). They are read from tables of running lowest and highest (each the
union of two windows of a power of two, a sparse table), so that another width costs no walk through the figures. What the lines
cover goes into one image with a bit for each colour, filled row by row: a hundred lines of a year cost what ten of a day do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

_POINTS_PER_COLUMN = 2
"""A column has at least so many; fewer intervals than that are joined by straight lines first."""
_LEAST_PX = 2
"""A level line is at least so thick."""
MOST_GROUPS = 8
"""Colours in one chart: a bit each in a byte."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one colour (a theme token), one figure per interval each, NaN where there is none; bars stand on zero."""

    tone: str
    bars: bool
    rows: Any


class Envelopes:
    """Lowest and highest of rows (series x intervals) in each of so many columns, for any number of columns.

    A column reaches back to the last figure of the column before, so that a line has no holes.
    """

    def __init__(self, rows: Any) -> None:
        self._rows = np.asarray(rows, dtype=np.float32)
        self._tables: tuple[tuple[int, int], Any, Any] = ((0, -1), None, None)

    def of(self, columns: int) -> tuple[Any, Any]:
        """Both, each series x columns; inf and -inf where there is none."""
        count = self._rows.shape[1]
        parts = max(1, -(-_POINTS_PER_COLUMN * columns // count))
        edges = np.arange(columns + 1) * (count * parts) // columns
        begin, end = edges[:-1], edges[1:] + 1  # with one figure before the first
        level = int((end - begin).min()).bit_length() - 1
        if self._tables[0] != (parts, level):
            self._tables = ((parts, level), *self._made(parts, level))
        _, low, high = self._tables
        end = end - (1 << level)
        return np.minimum(low.take(begin, 1), low.take(end, 1)), np.maximum(high.take(begin, 1), high.take(end, 1))

    def _made(self, parts: int, level: int) -> tuple[Any, Any]:
        """Lowest and highest of each window of 2 ** level figures."""
        rows = _joined(self._rows, parts)
        rows = np.concatenate((rows[:, :1], rows), axis=1)
        gaps = np.isnan(rows)
        some = bool(gaps.any())
        low = np.where(gaps, np.float32(np.inf), rows) if some else rows
        high = np.where(gaps, np.float32(-np.inf), rows) if some else rows
        for step in (1 << at for at in range(level)):
            low = np.minimum(low[:, :-step], low[:, step:])
            high = np.maximum(high[:, :-step], high[:, step:])
        return low, high


def _joined(rows: Any, parts: int) -> Any:
    """Return the rows with straight lines between their figures, in so many parts; a gap stays one."""
    if parts == 1:
        return rows
    finer = np.empty((rows.shape[0], rows.shape[1] * parts), dtype=rows.dtype)
    after = np.concatenate((rows[:, 1:], rows[:, -1:]), axis=1)
    finer[:, ::parts] = rows
    for part in range(1, parts):
        finer[:, part::parts] = rows + (after - rows) * np.float32(part / parts)
    return finer


def united(low: Any, high: Any) -> tuple[Any, Any, Any]:
    """Return the spans of all rows in each column (pixels, half-open), those that touch made one: their columns, ends and beginnings.

    Beginnings and ends may be sorted apart: a union ends where as many spans have ended as had begun. A span whose end
    does not come after its beginning is none.
    """
    none = high <= low
    begin = np.sort(np.where(none, _NONE, low).T, axis=1)
    end = np.sort(np.where(none, _NONE, high).T, axis=1)
    first = np.ones(begin.shape, dtype=bool)
    first[:, 1:] = begin[:, 1:] > end[:, :-1]
    last = np.ones(begin.shape, dtype=bool)
    last[:, :-1] = first[:, 1:]
    bottom = begin[first]
    there = bottom != _NONE
    return np.nonzero(first)[0][there], bottom[there], end[last][there]


_NONE = np.int32(1 << 30)


class History:
    """Draws groups over the whole width of a chart, from 0 to `top`, the last above the others; bars come first. All rows are of one
    length. Raises ValueError for more than MOST_GROUPS.
    """

    def __init__(self, groups: Sequence[Group], top: float) -> None:
        if len(groups) > MOST_GROUPS:
            raise ValueError(f"{len(groups)} colours in one chart, at most {MOST_GROUPS}")
        self.groups, self._top = tuple(groups), top
        self._envelopes = [Envelopes(group.rows) for group in groups]
        self._shown: list[int] = []
        self._colors: list[int] = []
        self._bits: Any = np.zeros((0, 0), dtype=np.uint8)
        self._image = QImage()

    def set_colors(self, colors: Sequence[QColor]) -> None:
        """The colours of the groups; another theme costs no more than a palette."""
        shown = [color.rgba() for color in colors]
        if shown == self._shown:
            return
        self._shown = shown
        # Where several cover a pixel, the last is seen: the highest bit.
        self._colors = [0, *(shown[bits.bit_length() - 1] for bits in range(1, 1 << len(shown)))]
        self._image = QImage()

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """Draw everything into this box."""
        if not self.groups:
            return
        # Pixel by pixel, not by the axes' units: the image lies where the view does.
        place = painter.worldTransform().mapRect(box)
        dense = painter.device().devicePixelRatio()
        columns, height = max(1, round(place.width() * dense)), max(1, round(place.height() * dense))
        if self._image.isNull() or self._bits.shape != (height, columns):
            self._image = self._colored(columns, height)
        self._image.setDevicePixelRatio(dense)
        painter.save()
        painter.resetTransform()
        painter.drawImage(QPointF(round(place.left() * dense) / dense, round(place.top() * dense) / dense), self._image)
        painter.restore()

    def _colored(self, columns: int, height: int) -> QImage:
        if self._bits.shape != (height, columns):
            self._bits = self._covered(columns, height)
        lines = self._bits.base
        image = QImage(lines.data, columns, height, lines.shape[1], QImage.Format.Format_Indexed8)
        image.setColorTable(self._colors)
        return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)

    def _covered(self, columns: int, height: int) -> Any:
        """Return which groups cover each pixel, a bit each; lines of an image, padded to whole words."""
        lines = np.zeros((height + 1, -(-columns // 4) * 4), dtype=np.uint8)
        for at, (group, envelope) in enumerate(zip(self.groups, self._envelopes, strict=True)):
            column, upper, lower = united(*self._rows(group, *envelope.of(columns), height))
            lines[upper, column] += np.uint8(1 << at)
            lines[lower, column] -= np.uint8(1 << at)
        # Where spans begin and end, summed downwards, is what they cover.
        for row in range(1, height):
            np.add(lines[row], lines[row - 1], out=lines[row])
        return lines[:height, :columns]

    def _rows(self, group: Group, low: Any, high: Any, height: int) -> tuple[Any, Any]:
        """Return the rows of pixels (from above, half-open) that spans cover; a gap has none."""
        pixels = np.float32(height / self._top)
        gap = high < low
        bottom = np.float32(0) if group.bars else np.where(gap, np.float32(0), low)
        above = np.where(gap, np.float32(0), high)
        lower = height - np.floor(bottom * pixels).astype(np.int32)
        upper = height - np.ceil(above * pixels).astype(np.int32)
        if not group.bars:
            upper = np.minimum(upper, lower - _LEAST_PX)
        lower, upper = np.clip(lower, 1, height), np.clip(upper, 0, height - 1)
        return upper, np.where(gap | (upper >= lower), upper, lower)
