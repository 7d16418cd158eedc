"""The watermark can be read in a photograph and read through at the desk: in both themes, at every scale."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.watermark import Watermark, _drawn

LINES = ("林静 a1001", "SEAT-12 2026-11-30 17:38")
LEAST_CONTRAST = 4.5
"""Of text on its surface, as WCAG 2 asks of AA: also where the watermark lies over either of them."""
GOOD_CONTRAST = 7.0
"""As it asks of AAA."""
SEEN = 10
"""Steps of 255 by which the watermark differs from a plain surface at least: a photograph shows it."""


@pytest.fixture(params=["light", "dark"])
def tokens(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[theme.Tokens]:
    theme.apply(qapp, request.param)
    yield theme.current()
    theme.apply(qapp, "light")


def luminance(color: QColor) -> float:
    parts = [
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def darkest(tile: QImage) -> float:
    """The share of ink where the watermark is thickest."""
    return max(tile.pixelColor(x, y).alphaF() for x in range(tile.width()) for y in range(0, tile.height(), 2))


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_text_under_it_keeps_its_contrast(tokens: theme.Tokens, scale: float) -> None:
    share, ink = darkest(_drawn(LINES, scale).toImage()), tokens.color("text")
    assert share > 0
    for surface in ("surface", "surface_raised", "surface_selected", "surface_sunken"):
        under = tokens.color(surface)
        marked = theme.mix(ink, under, share)
        assert abs(marked.red() - under.red()) >= SEEN, "nobody would see it"
        assert contrast(tokens.color("text"), marked) >= GOOD_CONTRAST
        # Quiet words have little to spare; on a chosen row they lie as near to the limit as they do without.
        quiet = contrast(tokens.color("muted"), under)
        assert contrast(tokens.color("muted"), marked) >= min(LEAST_CONTRAST, 0.85 * quiet), (surface, quiet)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_piece_of_a_screen_is_without_it(qapp: QApplication, scale: float) -> None:
    """A photograph of a quarter of the smallest screen has the login at least once."""
    size = _drawn(LINES, scale).deviceIndependentSize()
    # It stands twice in a tile, one below the other.
    assert size.width() <= 640
    assert size.height() / 2 <= 360


def test_it_is_painted_over_the_whole_window_and_follows_it(qtbot: QtBot, tokens: theme.Tokens) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window)
    window.resize(640, 360)
    window.show()
    qtbot.waitExposed(window)
    plain = window.grab().toImage()
    mark = Watermark(window, lambda: LINES)
    mark.show()
    for width, height in ((640, 360), (900, 600)):
        window.resize(width, height)
        qtbot.waitUntil(lambda: mark.size() == window.size(), timeout=10_000)
        marked = window.grab().toImage()
        quarters = [(x, y) for x in (0, width // 2) for y in (0, height // 2)]
        for left, top in quarters:
            colours = {
                marked.pixel(x, y) for x in range(left, left + width // 2, 3) for y in range(top, top + height // 2, 3)
            }
            assert len(colours) > 1, "a corner without it"
    assert len({plain.pixel(x, y) for x in range(0, 640, 3) for y in range(0, 360, 3)}) == 1
