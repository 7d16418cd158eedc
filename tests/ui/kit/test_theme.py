"""Colours people can read, and icons that follow them."""

import re
from itertools import product

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from agent_desk.schemas.calls.words import AGENT_STATES
from agent_desk.ui.kit import icons, resources, theme

TEXTS = (
    "text",
    "muted",
    "accent_ink",
    "good",
    "warning",
    "bad",
    "ready",
    "not_ready",
    "ringing",
    "talking",
    "on_hold",
    "after_call",
    "signed_out",
    "seat_lost",
)
GROUNDS = ("surface", "surface_raised", "surface_hover", "surface_selected", "surface_overlay")
FILLS = {
    "accent": "accent_text",
    "accent_hover": "accent_text",
    "good_fill": "on_fill",
    "good_hover": "on_fill",
    "bad_fill": "on_fill",
    "bad_hover": "on_fill",
}
BOTH = pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])


def luminance(color: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.getRgbF()[:3]]  # type: ignore[union-attr, operator]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@BOTH
def test_every_text_colour_is_legible_on_every_surface(tokens: theme.Tokens) -> None:
    low = {
        f"{text} on {ground}": round(ratio, 2)
        for text, ground in product(TEXTS, GROUNDS)
        if (ratio := contrast(tokens.color(text), tokens.color(ground))) < 4.5
    }
    assert not low


@BOTH
def test_text_on_filled_buttons_is_legible(tokens: theme.Tokens) -> None:
    low = {fill: ratio for fill, on in FILLS.items() if (ratio := contrast(tokens.color(on), tokens.color(fill))) < 4.5}
    assert not low


@BOTH
def test_a_pill_is_legible_on_its_own_ground(tokens: theme.Tokens) -> None:
    low = {tone: ratio for tone in TEXTS if (ratio := contrast(tokens.color(tone), tokens.soft(tone))) < 4.5}
    assert not low


@BOTH
def test_lines_of_a_chart_stand_out(tokens: theme.Tokens) -> None:
    for tone in ("series_1", "series_2", "series_4"):
        assert contrast(tokens.color(tone), tokens.color("surface_raised")) >= 3


def test_colours_are_defined_in_one_place_only() -> None:
    sheet = resources.path("styles", "desk.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{6}\b", sheet)
    assert "$" not in theme.style_sheet(theme.DARK)


def test_an_icon_handed_out_earlier_takes_the_colours_of_the_new_theme(qapp: QApplication) -> None:
    kept = icons.icon("square", "text")

    def darkest() -> int:
        picture = kept.pixmap(QSize(24, 24)).toImage()
        seen = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
        return next(color.lightness() for color in seen if color.alpha() > 250)

    before = darkest()
    heard: list[str] = []
    theme.changed.connect(lambda: heard.append(theme.current().name))
    theme.apply(qapp, "dark")
    assert before < 60
    assert darkest() > 200
    assert heard == ["dark"]


def test_icons_are_sharp_on_a_dense_screen(qapp: QApplication) -> None:
    picture = icons.icon("phone").pixmap(QSize(16, 16), 2.0)
    assert picture.width() == 32


def test_an_unknown_icon_is_an_error_at_once() -> None:
    with pytest.raises(KeyError, match="no icon named"):
        icons.icon("no-such-thing")


def test_every_state_has_its_own_word_and_symbol_and_a_colour() -> None:
    looks = list(AGENT_STATES.values())
    assert len({look.zh for look in looks}) == len(looks)
    assert len({look.icon for look in looks}) == len(looks)
    for look in looks:
        assert look.icon in icons.names()
        assert theme.LIGHT.color(look.tone).isValid()
