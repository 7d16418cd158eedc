"""The demonstration's accounts: a tile for each role beside the sign-in card, each one click, and a second seat beside the first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agent_desk.desk.kit.errors import SettingsFault
from agent_desk.ui.kit import icons, theme, words
from agent_desk.ui.kit.controls import Badge, Button, Card, Icon

ROLES = (
    "agent",
    "supervisor",
    "complaint_handler",
    "reviewer",
    "knowledge_editor",
    "system_administrator",
    "security_administrator",
    "auditor",
)
TILE_PX = 46
"""Eight of them and what stands around stand in a window of 700."""
_DISC_PX = 30
_ICONS = {
    "agent": "headset",
    "supervisor": "gauge",
    "complaint_handler": "flag",
    "reviewer": "award",
    "knowledge_editor": "book-open",
    "system_administrator": "settings",
    "security_administrator": "id-card",
    "auditor": "shield-check",
}


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One account of the demonstration; its password is no secret, the data behind it are made up."""

    role: str
    login: str
    password: str
    name: str
    name_en: str = ""


def load_demo_accounts(file: Path | None) -> list[DemoAccount]:
    """Read the JSON list ``[{"role", "login", "password", "name", "name_en"}, ...]``. Raises SettingsFault."""
    if file is None:
        return []
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        return [
            DemoAccount(
                role=str(row["role"]),
                login=str(row["login"]),
                password=str(row["password"]),
                name=str(row["name"]),
                name_en=str(row.get("name_en") or ""),
            )
            for row in rows
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise SettingsFault([("settings.demo_accounts", {"file": str(file)})]) from fault


def accounts_for_seat(accounts: list[DemoAccount], seat_number: int) -> dict[str, DemoAccount]:
    """Return one account per role for the n-th seat beside each other (from 1), so that two seats do not take each other over."""
    chosen: dict[str, DemoAccount] = {}
    for role in ROLES:
        held = [account for account in accounts if account.role == role]
        if held:
            chosen[role] = held[(seat_number - 1) % len(held)]
    return chosen


class RoleTile(QAbstractButton):
    """A tile that signs one role in: symbol, role, name."""

    def __init__(self, account: DemoAccount, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.account = account
        self._role = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_role(self, text: str) -> None:
        """The role in the language in force."""
        self._role = text
        self.setAccessibleName(f"{text} {self._name()}")
        self.update()

    def _name(self) -> str:
        return words.pick(self.account.name, self.account.name_en)

    def sizeHint(self) -> QSize:
        return QSize(300, TILE_PX)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isEnabled() and (self.underMouse() or self.hasFocus())
        painter.setPen(tokens.color("accent_ink" if self.hasFocus() else "border_strong" if lit else "border"))
        painter.setBrush(tokens.color("surface_hover" if lit or self.isDown() else "surface_raised"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), theme.RADIUS, theme.RADIUS)
        disc = QRect(10, (self.height() - _DISC_PX) // 2, _DISC_PX, _DISC_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.soft("accent_ink"))
        painter.drawRoundedRect(disc, theme.RADIUS, theme.RADIUS)
        tone = "accent_ink" if self.isEnabled() else "disabled"
        icons.paint(painter, disc.adjusted(7, 7, -7, -7), _ICONS.get(self.account.role, "user"), tone)
        left = disc.right() + 13
        room = self.width() - left - 40
        painter.setFont(theme.font(theme.BODY_PX, bold=True))
        painter.setPen(tokens.color("text" if self.isEnabled() else "disabled"))
        painter.drawText(QRect(left, self.height() // 2 - 19, room, 20), Qt.AlignmentFlag.AlignVCenter, self._role)
        painter.setFont(theme.font(12))
        painter.setPen(tokens.color("muted" if self.isEnabled() else "disabled"))
        painter.drawText(QRect(left, self.height() // 2 + 1, room, 18), Qt.AlignmentFlag.AlignVCenter, self._name())
        arrow = QRect(self.width() - 30, (self.height() - 16) // 2, 16, 16)
        icons.paint(painter, arrow, "arrow-right", "accent_ink" if lit else "muted")


class DemoCard(Card):
    """The card beside the sign-in card, in the demonstration only."""

    chosen = Signal(object)
    """DemoAccount."""
    second_seat = Signal()

    def __init__(self, accounts: dict[str, DemoAccount], parent: QWidget | None = None) -> None:
        super().__init__(padding=theme.SPACE_5, parent=parent)
        self.setFixedWidth(340)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        self._title = theme.label("", "heading")
        self._badge = Badge("", "warning")
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._badge)
        self.body.addLayout(head)
        self._note = theme.label("", "caption", wrap=True)
        self.add(self._note)
        self._tiles = [RoleTile(account) for account in accounts.values()]
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE_1)
        for tile in self._tiles:
            tile.clicked.connect(lambda _checked=False, tile=tile: self.chosen.emit(tile.account))
            column.addWidget(tile)
        self.body.addLayout(column)
        self.body.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_2)
        self._second = Button(kind="link")
        self._second.clicked.connect(self.second_seat)
        foot.addWidget(Icon("monitor", "accent_ink"))
        foot.addWidget(self._second)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.retranslate()

    def set_busy(self, busy: bool) -> None:
        """While a sign-in is under way the tiles do nothing."""
        for tile in self._tiles:
            tile.setEnabled(not busy)

    def retranslate(self) -> None:
        """Put every text in the language in force."""
        self._title.setText(self.tr("Try it out"))
        self._badge.set(self.tr("Demonstration · simulated calls"), tone="warning")
        self._note.setText(self.tr("One click signs in. Customers, calls and staff are made up; no real line is used."))
        self._second.set_label(self.tr("Open a second seat"))
        self._second.set_tip(self.tr("Starts another desk beside this one, for instance an agent beside a supervisor."))
        names = {
            "agent": self.tr("Agent"),
            "supervisor": self.tr("Supervisor"),
            "complaint_handler": self.tr("Complaint handler"),
            "reviewer": self.tr("QA reviewer"),
            "knowledge_editor": self.tr("Knowledge editor"),
            "system_administrator": self.tr("System administrator"),
            "security_administrator": self.tr("Security administrator"),
            "auditor": self.tr("Auditor"),
        }
        for tile in self._tiles:
            tile.set_role(names[tile.account.role])
