"""A year of half hours on a chart: every peak is seen, gaps stay gaps, and what is drawn follows size and theme."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.chart_history import Envelopes, Group, History, united
from agent_desk.ui.kit.charts import IntervalChart, IntervalData, Series

YEAR = 365 * 48
START = datetime(2024, 12, 31, 16, 0, tzinfo=UTC)
"""Midnight of New Year in the centre's zone."""


@pytest.fixture
def chart(qtbot: QtBot, qapp: QApplication) -> IntervalChart:
    words.install(qapp, "en")
    words.set_zone("Asia/Shanghai")
    theme.apply(qapp, "light")
    shown = IntervalChart()
    qtbot.addWidget(shown)
    shown.resize(900, 400)
    shown.show()
    return shown


def year(*series: Series) -> IntervalData:
    return IntervalData([START + timedelta(minutes=30 * at) for at in range(YEAR)], 1_800_000, series)


def pixels_of(image: QImage, token: str) -> set[tuple[int, int]]:
    wanted = theme.current().color(token).rgb()
    below = range(30, image.height())  # the legend shows the colours too
    return {(x, y) for x in range(image.width()) for y in below if image.pixel(x, y) == wanted}


@pytest.mark.parametrize("columns", [1, 97, 1384, 3780, 9000, 20_000])
def test_every_figure_is_within_its_column_and_the_line_has_no_holes(columns: int) -> None:
    rows = np.random.default_rng(3).normal(20, 8, (3, YEAR)).astype(np.float32)
    low, high = Envelopes(rows).of(columns)
    parts = max(1, -(-2 * columns // YEAR))
    at = np.searchsorted(np.arange(columns) * (YEAR * parts) // columns, np.arange(YEAR) * parts, side="right") - 1
    assert low.shape == high.shape == (3, columns)
    assert (rows >= low[:, at] - 1e-4).all() and (rows <= high[:, at] + 1e-4).all()
    assert (low[:, 1:] <= high[:, :-1] + 1e-4).all() and (high[:, 1:] >= low[:, :-1] - 1e-4).all()
    if columns < YEAR:
        assert low.min() == rows.min() and high.max() == rows.max(), "and nothing is invented"


def test_a_gap_is_a_gap_and_a_figure_between_two_gaps_is_seen() -> None:
    row = np.full((1, YEAR), np.nan)
    row[0, 9000] = 5
    low, high = Envelopes(row).of(1000)
    there = np.flatnonzero(high[0] >= low[0])
    assert len(there) == 1 and abs(there[0] - 9000 / YEAR * 1000) < 1
    assert low[0, there[0]] == high[0, there[0]] == 5


def test_what_spans_cover_together_is_covered_once() -> None:
    draw = np.random.default_rng(5)
    low = draw.integers(0, 60, (12, 80)).astype(np.int32)
    high = (low + draw.integers(-2, 9, (12, 80))).astype(np.int32)
    covered = np.zeros((80, 80), dtype=int)
    for column, begin, end in zip(*united(low, high), strict=True):
        covered[column, begin:end] += 1
    wanted = np.zeros((80, 80), dtype=bool)
    for row in range(12):
        for column in range(80):
            wanted[column, low[row, column] : max(low[row, column], high[row, column])] = True
    assert covered.max() == 1 and (covered.astype(bool) == wanted).all()


def test_one_busy_half_hour_of_a_year_is_seen(chart: IntervalChart) -> None:
    offered = np.full(YEAR, 2.0)
    offered[YEAR // 2] = 100
    chart.set_data(year(Series("Offered", offered)))
    for width in (900, 640):
        chart.resize(width, 400)
        seen = pixels_of(chart.grab().toImage(), "series_1")
        highest = min(seen, key=lambda at: at[1])
        assert highest[1] < 120 and abs(highest[0] - width / 2) < 40, (width, highest)
        assert len({x for x, _ in seen}) > width - 100, "the level of two calls is drawn from end to end"


def test_bars_stand_on_the_axis_below_the_lines_and_a_turned_theme_recolours_them(
    chart: IntervalChart, qapp: QApplication
) -> None:
    bars = Series("Offered", np.full(YEAR, 10.0), "bars", "series_3")
    chart.set_data(year(Series("Forecast", np.full(YEAR, 5.0), "line", "series_1"), bars))
    for name in ("light", "dark"):
        theme.apply(qapp, "dark" if name == "dark" else "light")
        image = chart.grab().toImage()
        bar, line = pixels_of(image, "series_3"), pixels_of(image, "series_1")
        assert len(bar) > 100_000, name
        assert any((x, y + 2) in bar and (x, y - 2) in bar for x, y in line), "the line lies on the bars"
    theme.apply(qapp, "light")


def test_a_year_names_days_and_many_lines_leave_room_for_the_chart(qtbot: QtBot, chart: IntervalChart) -> None:
    chart.set_data(year(*(Series(f"q{at}", np.full(YEAR, float(at))) for at in range(100))))
    assert chart.height() == 400 and len(chart.read_out()) == 9
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.read_out()[0] == "31 Dec 2025 23:00 – 23:30"
    figures = IntervalData([START], 1_800_000, [Series("Offered", np.array([np.nan]))])
    chart.set_data(figures)
    assert chart.read_out() == ["00:00 – 00:30", "–"]


def test_more_colours_than_bits_are_refused() -> None:
    with pytest.raises(ValueError, match="9 colours"):
        History([Group("text", False, np.zeros((1, 2)))] * 9, 1.0)
