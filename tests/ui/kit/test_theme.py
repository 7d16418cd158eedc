"""Colours people can read, and icons that follow them."""

import re
from itertools import product

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from agent_desk.schemas.calls.words import AGENT_STATES
from agent_desk.ui.kit import icons, resources, theme, words
from tests.fixtures.paper import contrast

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
CONTROLS = re.compile(
    r"Q(LineEdit|PlainTextEdit|TextEdit|ComboBox|AbstractSpinBox|PushButton|ToolButton|CheckBox|RadioButton)\b(?! Q)"
)
IDLE = re.compile(r":disabled|:read-only|::drop-down|QAbstractItemView")
"""Switched off, only read, and parts that stand inside an edge."""
BOTH = pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])


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


@BOTH
def test_what_one_types_in_presses_or_ticks_has_an_edge_that_is_seen(tokens: theme.Tokens) -> None:
    """3 to 1 against whatever it stands on (WCAG 2.2, 1.4.11), of every control that the style sheet dresses."""
    sheet = resources.path("styles", "desk.qss").read_text(encoding="utf-8")
    edges = {
        (selector.strip(), edge)
        for selectors, rules in re.findall(r"^([^{}/\n]+)\{((?:\$\{\w+\}|[^}])*)\}", sheet, re.MULTILINE)
        for selector in selectors.split(",")
        for edge in re.findall(r"border(?:-color)?: (?:\d+px solid )?\$(\w+)", rules)
        if CONTROLS.match(selector.strip()) and not IDLE.search(selector)
    }
    assert {"QLineEdit", "QComboBox", "QPushButton", "QCheckBox::indicator"} <= {selector for selector, _ in edges}
    low = {
        f"{selector} on {ground}: {edge} {ratio:.2f}"
        for (selector, edge), ground in product(edges, (*GROUNDS, "surface_sunken"))
        if (ratio := contrast(tokens.color(edge), tokens.color(ground))) < 3
    }
    # A filled button is seen by its fill; what the edge adds is the same colour.
    assert not {one for one in low if not any(f": {fill} " in one for fill in FILLS)}


@BOTH
def test_an_edge_as_faint_as_they_were_is_found(tokens: theme.Tokens) -> None:
    assert contrast(tokens.color("border_strong"), tokens.color("surface_raised")) < 3


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


def test_a_quotation_mark_tears_no_english_sentence_apart_and_is_a_whole_character_in_chinese(
    qapp: QApplication,
) -> None:
    theme.apply(qapp)

    def width() -> float:
        """Of a mark, in characters of Chinese."""
        metrics = QFontMetricsF(qapp.font())
        return metrics.horizontalAdvance("“") / metrics.horizontalAdvance("中")

    words.install(qapp, "zh")
    assert width() > 0.9
    words.install(qapp, "en")
    assert width() < 0.6
