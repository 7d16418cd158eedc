"""The one theme: colours named by meaning, sizes, fonts, and the style sheet that is filled from them.

Colours are defined here once for light and once for dark, and nowhere else. A widget that paints itself asks
`current()` while it paints; a widget that keeps something derived from a colour listens to `changed`.
"""

import sys
from dataclasses import asdict, dataclass, replace
from string import Template
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QStyleFactory, QWidget

from agent_desk.ui.kit import glyphs, resources

Mode = Literal["light", "dark", "system"]

SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_5 = 4, 8, 12, 16, 24
"""The only distances, in device-independent pixels."""
RADIUS = 6
BODY_PX = 13
FIGURE_PX = 28
ROW_PX = 36
CONTROL_PX = 32


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colours. `*_fill` carry `on_fill` as text; every other tone is legible on the three surfaces.

    `border_field` is the edge of whatever one types in, presses or ticks: at least 3 to 1 against every surface (WCAG 2.2,
    1.4.11), since the edge alone says where it is. `border` and `border_strong` only part what is told apart without them.
    """

    name: Literal["light", "dark"]
    surface: str
    surface_raised: str
    surface_sunken: str
    surface_hover: str
    surface_selected: str
    surface_overlay: str
    border: str
    border_strong: str
    border_field: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_text: str
    accent_ink: str
    on_fill: str
    good: str
    good_fill: str
    good_hover: str
    warning: str
    bad: str
    bad_fill: str
    bad_hover: str
    ready: str
    not_ready: str
    ringing: str
    talking: str
    on_hold: str
    after_call: str
    signed_out: str
    seat_lost: str
    series_1: str
    series_2: str
    series_3: str
    series_4: str
    highlight: str

    def color(self, token: str) -> QColor:
        """Return the token as a QColor; raises AttributeError for a name that is no token."""
        value: str = getattr(self, token)
        return QColor(value)

    def soft(self, token: str, share: float | None = None) -> QColor:
        """Return the quiet background of a tone: `share` of it on the raised surface. The tone stays legible on it."""
        part = share if share is not None else (0.11 if self.name == "light" else 0.18)
        return mix(self.color(token), self.color("surface_raised"), part)


LIGHT = Tokens(
    name="light",
    surface="#F5F6F8",
    surface_raised="#FFFFFF",
    surface_sunken="#EDEFF3",
    surface_hover="#F0F2F5",
    surface_selected="#E6EDFD",
    surface_overlay="#FFFFFF",
    border="#E1E4EA",
    border_strong="#C8CDD7",
    border_field="#7E8694",
    text="#191C22",
    muted="#5A6270",
    disabled="#9AA1AD",
    accent="#2A5BD7",
    accent_hover="#2450C2",
    accent_text="#FFFFFF",
    accent_ink="#2453C6",
    on_fill="#FFFFFF",
    good="#0F6E42",
    good_fill="#14794B",
    good_hover="#106A40",
    warning="#8A5200",
    bad="#B9261F",
    bad_fill="#C4302B",
    bad_hover="#AD2822",
    ready="#0F6E42",
    not_ready="#98305A",
    ringing="#A8400A",
    talking="#1D5FBF",
    on_hold="#7A5A00",
    after_call="#6B3FBC",
    signed_out="#5A6270",
    seat_lost="#B9261F",
    series_1="#2A5BD7",
    series_2="#0E8A8A",
    series_3="#B7BECb",
    series_4="#D9653B",
    highlight="#FFE9A8",
)

DARK = Tokens(
    name="dark",
    surface="#131519",
    surface_raised="#1B1E24",
    surface_sunken="#0F1114",
    surface_hover="#23272F",
    surface_selected="#22304F",
    surface_overlay="#252932",
    border="#2B3038",
    border_strong="#454C58",
    border_field="#767E8C",
    text="#E7E9EE",
    muted="#9BA4B2",
    disabled="#646C79",
    accent="#3B69E0",
    accent_hover="#3360D2",
    accent_text="#FFFFFF",
    accent_ink="#8FB1FF",
    on_fill="#FFFFFF",
    good="#5CCB96",
    good_fill="#1B7F51",
    good_hover="#1A7A4D",
    warning="#E9B45A",
    bad="#FF8F87",
    bad_fill="#C63A34",
    bad_hover="#B9332D",
    ready="#5CCB96",
    not_ready="#F08CB2",
    ringing="#FFA36B",
    talking="#7FB2FF",
    on_hold="#DDBD5B",
    after_call="#BFA2FF",
    signed_out="#9BA4B2",
    seat_lost="#FF8F87",
    series_1="#7FA6FF",
    series_2="#4FC7C0",
    series_3="#4B5360",
    series_4="#F09A72",
    highlight="#5A4A12",
)

PAPER = replace(
    LIGHT,
    surface="#FFFFFF",
    surface_hover="#FFFFFF",
    surface_sunken="#FFFFFF",
    border="#C8CDD7",
    border_strong="#7E8694",
    text="#000000",
    muted="#3C434E",
    series_3="#8E96A4",
)
"""What is printed or written to a file for reading: black on white, whatever the screen looks like just then."""


def mix(over: QColor, under: QColor, share: float) -> QColor:
    """`share` (0..1) of `over` laid on `under`, as an opaque colour."""
    rest = 1.0 - share
    return QColor.fromRgbF(
        over.redF() * share + under.redF() * rest,
        over.greenF() * share + under.greenF() * rest,
        over.blueF() * share + under.blueF() * rest,
    )


class _Notifier(QObject):
    changed = Signal()


_notifier = _Notifier()
changed = _notifier.changed
"""Emitted after the colours changed and the style sheet is in place."""

_current = LIGHT
_mode: Mode = "light"


def current() -> Tokens:
    """Return the colours in force."""
    return _current


def mode() -> Mode:
    """Return what was asked for: "system" follows the desktop's own setting."""
    return _mode


def apply(app: QApplication, wanted: Mode = "system") -> None:
    """Dress the application. May be called again at any time to switch."""
    global _mode
    first = not app.property("kitThemed")
    _mode = wanted
    if first:
        app.setProperty("kitThemed", True)
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(font())
        app.styleHints().colorSchemeChanged.connect(_follow_system)
    scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}[wanted]
    app.styleHints().setColorScheme(scheme)
    _put_on(app, _wanted_tokens(app), force=first)


def _wanted_tokens(app: QApplication) -> Tokens:
    if _mode == "system":
        return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if _mode == "dark" else LIGHT


def follow_language(app: QCoreApplication) -> None:
    """Set the face for the language in force (Qt's default locale) as the application's, if it is dressed already."""
    if isinstance(app, QApplication) and app.property("kitThemed"):
        app.setFont(font())


def _follow_system() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication) and _mode == "system":
        _put_on(app, _wanted_tokens(app), force=False)


def _put_on(app: QApplication, tokens: Tokens, *, force: bool) -> None:
    global _current
    if tokens is _current and not force:
        return
    _current = tokens
    app.setPalette(palette(tokens))
    app.setStyleSheet(style_sheet(tokens))
    changed.emit()


def style_sheet(tokens: Tokens) -> str:
    """Return the style sheet of the whole desk, filled from `tokens`."""
    words: dict[str, str] = {name: str(value) for name, value in asdict(tokens).items()}
    for tone in ("accent", "good", "warning", "bad"):
        words[f"{tone}_soft"] = tokens.soft(tone).name()
    words["glyphs"] = glyphs.register(tokens.name, {"text": tokens.text, "muted": tokens.muted, "on": tokens.on_fill})
    words.update(s1=str(SPACE_1), s2=str(SPACE_2), s3=str(SPACE_3), s4=str(SPACE_4), s5=str(SPACE_5))
    words.update(radius=str(RADIUS), body=str(BODY_PX), figure=str(FIGURE_PX), control=str(CONTROL_PX - 2))
    template = resources.path("styles", "desk.qss").read_text(encoding="utf-8")
    return Template(template).substitute(words)


def palette(tokens: Tokens) -> QPalette:
    """Return the colours as Qt's own parts ask for them."""
    made = QPalette()
    role = QPalette.ColorRole
    for target, token in {
        role.Window: "surface",
        role.WindowText: "text",
        role.Base: "surface_raised",
        role.AlternateBase: "surface",
        role.Text: "text",
        role.PlaceholderText: "muted",
        role.Button: "surface_raised",
        role.ButtonText: "text",
        role.BrightText: "bad",
        role.Highlight: "accent",
        role.HighlightedText: "accent_text",
        role.Link: "accent_ink",
        role.LinkVisited: "accent_ink",
        role.ToolTipBase: "surface_overlay",
        role.ToolTipText: "text",
        role.Mid: "border",
        role.Dark: "border_strong",
        role.Light: "surface_raised",
        role.Midlight: "surface_hover",
        role.Accent: "accent",
    }.items():
        made.setColor(target, tokens.color(token))
    for target in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, target, tokens.color("disabled"))
    return made


def families() -> list[str]:
    """Font families in order of preference; the platform's own Chinese face first, because Qt tries them in order."""
    own = {"win32": ["Microsoft YaHei UI", "Microsoft YaHei"], "darwin": ["PingFang SC"]}
    return [*own.get(sys.platform, []), "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "sans-serif"]


def font(pixels: int = BODY_PX, *, bold: bool = False, tabular: bool = True) -> QFont:
    """Return the interface face at `pixels`. Figures have one width each, so that a moving number does not dance."""
    face = QFont()
    face.setPixelSize(pixels)
    face.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        face.setFeature(QFont.Tag("tnum"), 1)
    # A Chinese face draws quotation marks as wide as a character, which tears an English sentence apart. Qt takes faces that
    # differ in features alone for one and the same, and would not change from one to the other: the last family differs too.
    chinese = QLocale().language() == QLocale.Language.Chinese
    face.setFeature(QFont.Tag("pwid"), 0 if chinese else 1)
    face.setFamilies(families() if chinese else [*families(), "Noto Sans"])
    return face


def paper_font(pixels: int = BODY_PX) -> QFont:
    """Return the face for paper: without replaced shapes of characters, of which a PDF no longer knows what they say (a date
    could not be found or copied)."""
    face = font(pixels, tabular=False)
    for tag in ("calt", "liga", "clig", "ccmp", "locl", "pwid"):
        face.setFeature(QFont.Tag(tag), 0)
    return face


def restyle(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties that the style sheet asks for, and have the widget dressed again if one changed.

    One that was never dressed is left as it is: Qt dresses it before it is first shown.
    """
    different = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            different = True
    if different and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        widget.update()


def appear(widget: QWidget, wanted: bool) -> None:
    """Have a widget that may not be in its place yet be seen there, or not. Shown before it has one, it would be a window of
    its own for a moment, at the upper left of the screen."""
    if widget.parentWidget() is not None or not wanted:
        widget.setVisible(wanted)


class FigureLabel(QLabel):
    """A figure in one of the theme's roles, blank until there is room for all of it: half a number is another number."""

    def __init__(self, text: str = "", role: str = "strong", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def fits(self) -> bool:
        """Return whether there is room for all of it."""
        return self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width() + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.fits():
            super().paintEvent(event)


def label(text: str = "", role: str = "body", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """Return a QLabel in one of the roles: title, heading, body, strong, muted, caption, figure, number, code, error."""
    made = FigureLabel(text, role) if role in ("figure", "number") else QLabel(text)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
