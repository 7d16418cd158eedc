"""The administrator's workspace: a tree of pages on the left, each with its list and form; only what the person may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.administration.operations import MANAGE
from agent_desk.schemas.cases.kinds.operations import MANAGE as KINDS
from agent_desk.schemas.cases.papers.operations import TEMPLATES
from agent_desk.schemas.equipment.lists import KEEP
from agent_desk.schemas.kit.lists import DeclaredList
from agent_desk.schemas.kit.operations import HEALTH
from agent_desk.schemas.kit.settings import Setting
from agent_desk.schemas.kit.work_items import WorkItem
from agent_desk.schemas.lists import declared_lists
from agent_desk.schemas.people.settings import GATEWAYS
from agent_desk.schemas.planning.settings import CALENDAR
from agent_desk.schemas.settings import declared
from agent_desk.ui.administration.alarm_rules_page import AlarmRulesPage
from agent_desk.ui.administration.alone_banner import AloneBanner
from agent_desk.ui.administration.approvals_page import ApprovalsPage
from agent_desk.ui.administration.approvals_page import text as approvals_text
from agent_desk.ui.administration.audit_page import AuditTrailPage
from agent_desk.ui.administration.centre_file_dialog import text as file_text
from agent_desk.ui.administration.centre_file_page import security_page, system_page
from agent_desk.ui.administration.directory_page import DirectoryPage
from agent_desk.ui.administration.directory_page import text as directory_text
from agent_desk.ui.administration.gateways_page import GatewaysPage
from agent_desk.ui.administration.health_page import HealthPage
from agent_desk.ui.administration.health_page import text as health_text
from agent_desk.ui.administration.lists_page import ListEntriesPage
from agent_desk.ui.administration.masks_page import MasksPage
from agent_desk.ui.administration.members_page import MembersPage
from agent_desk.ui.administration.people_page import PeoplePage
from agent_desk.ui.administration.recording_page import RecordingPage
from agent_desk.ui.administration.review_page import ReviewPage
from agent_desk.ui.administration.review_page import text as review_text
from agent_desk.ui.administration.roles_page import RolesPage
from agent_desk.ui.administration.settings_page import SettingPage
from agent_desk.ui.administration.substitution_page import SubstitutionPage
from agent_desk.ui.administration.targets_page import TargetsPage
from agent_desk.ui.administration.voice_plan.page import VoicePlanPage
from agent_desk.ui.administration.wallboards_page import WallboardsPage
from agent_desk.ui.administration.working_days.page import WorkingDaysPage
from agent_desk.ui.cases.kinds.fields import text as registers_text
from agent_desk.ui.cases.kinds.kinds_page import KindsPage
from agent_desk.ui.cases.kinds.registers_page import RegistersPage
from agent_desk.ui.cases.papers.templates_page import TemplatesPage
from agent_desk.ui.cases.papers.texts import text as papers_text
from agent_desk.ui.equipment.seats_page import SeatsPage
from agent_desk.ui.equipment.seats_page import text as seats_text
from agent_desk.ui.kit import focus, icons, theme, words
from agent_desk.ui.kit.controls import Card, EmptyState
from agent_desk.ui.kit.covers import Pages
from agent_desk.ui.kit.pages.declared_fields import said
from agent_desk.ui.kit.pages.list_page import Page
from agent_desk.ui.kit.pages.substitutes import text as substitution_text
from agent_desk.ui.quality.forms_page import ScoreFormsPage

TREE_PX = 252
_DONE_AT = {
    "approval": "approvals",
    "offices_united": "roles",
    "rights_review": "rights_review",
    "decides_alone": "people",
    "health": "health",
    "seat_incident": "seats",
    "clock_doubt": "health",
    "kind_case": "registers",
    "kind_time": "registers",
}
"""Kinds of work items and the page where each is done."""


_PAGES: dict[str, Callable[[DeskContext], Page]] = {CALENDAR.name: WorkingDaysPage, GATEWAYS.name: GatewaysPage}
"""Settings whose page shows more than their form."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the tree: who may see it, and how it is made when it is first opened."""

    name: str
    group: str
    text: str
    icon: str
    permission: str
    make: Callable[[DeskContext], Page]


class AdministratorWorkspace(QWidget):
    """What an administrator or an auditor sees."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.title = self.tr("Administration")
        self.pages: dict[str, Page] = {}
        self.entries = [one for one in self._entries() if context.session.may(one.permission)]
        self.tree = QTreeWidget()
        self.stack = Pages()
        self._items: dict[str, QTreeWidgetItem] = {}
        self._now = ""
        self.alone: AloneBanner | None = None
        self.top_bar: QWidget = self._bar()
        self._build()
        if self.entries:
            self.open_page(self.entries[0].name)
        else:
            self._show_nothing()

    def _entries(self) -> list[Entry]:
        people, security = self.tr("People"), self.tr("Security")
        centre, control = self.tr("The centre"), self.tr("Control")
        of_security = [one for one in declared() if one.permission != MANAGE]
        return [
            Entry("people", people, self.tr("People"), "users", "people.manage", PeoplePage),
            Entry("roles", people, self.tr("Roles"), "id-card", "people.manage", RolesPage),
            Entry(
                "substitutions",
                people,
                substitution_text("page"),
                "arrow-right-left",
                "people.manage",
                SubstitutionPage,
            ),
            Entry("directory_groups", people, directory_text("page"), "link", "people.manage", DirectoryPage),
            Entry("masks", security, self.tr("Masks"), "eye-off", "security.manage", MasksPage),
            *(self._setting(one, security) for one in of_security),
            Entry("security_file", security, file_text("page_security"), "upload", "security.manage", security_page),
            Entry("members", centre, self.tr("Queue members"), "headset", "settings.manage", MembersPage),
            Entry("targets", centre, self.tr("Service targets"), "target", "settings.manage", TargetsPage),
            Entry("alarms", centre, self.tr("Alarms"), "triangle-alert", "settings.manage", AlarmRulesPage),
            Entry("recording", centre, self.tr("Recording"), "circle-dot", "settings.manage", RecordingPage),
            Entry("voice", centre, self.tr("Voice plan"), "phone-incoming", "settings.manage", VoicePlanPage),
            Entry("seats", centre, seats_text("page"), "plug", KEEP, SeatsPage),
            Entry("score_forms", centre, self.tr("Score forms"), "graduation-cap", "quality.forms", ScoreFormsPage),
            Entry("registers", centre, registers_text("page"), "folder", KINDS, RegistersPage),
            Entry("letter_templates", centre, papers_text("templates_page"), "mail", TEMPLATES, TemplatesPage),
            Entry("kinds", centre, registers_text("kinds_page"), "settings-2", KINDS, KindsPage),
            Entry("wallboards", centre, self.tr("Wallboards"), "chart-column", MANAGE, WallboardsPage),
            *(self._setting(one, centre) for one in declared() if one not in of_security),
            Entry("system_file", centre, file_text("page_system"), "file-text", MANAGE, system_page),
            *(self._list(one, self.tr("Lists")) for one in declared_lists()),
            Entry("health", control, health_text("page"), "activity", HEALTH, HealthPage),
            self._approvals(control),
            Entry("audit", control, self.tr("Audit trail"), "shield-check", "audit.view", AuditTrailPage),
            Entry("rights_review", control, review_text("page"), "clipboard-list", "people.review", ReviewPage),
        ]

    def _approvals(self, group: str) -> Entry:
        """For whoever may decide anything: people's managers, and those of security's rules and of the settings."""
        may = self.context.session.may
        word = next((one for one in ("people.manage", "security.manage") if may(one)), MANAGE)
        return Entry("approvals", group, approvals_text("page"), "user-check", word, ApprovalsPage)

    def _setting(self, setting: Setting[Any], group: str) -> Entry:
        def plain(context: DeskContext) -> Page:
            return SettingPage(context, setting)

        return Entry(
            setting.name,
            group,
            said(setting.title),
            setting.icon,
            setting.permission,
            _PAGES.get(setting.name, plain),
        )

    def _list(self, one: DeclaredList[Any], group: str) -> Entry:
        return Entry(
            one.name,
            group,
            said(one.title),
            one.icon,
            one.permission,
            lambda context: ListEntriesPage(context, one),
        )

    # -- layout ------------------------------------------------------------------------------------------------------

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setFixedHeight(52)
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.SPACE_4, 0, theme.SPACE_4, 0)
        row.setSpacing(theme.SPACE_3)
        row.addWidget(theme.label(self.title, "heading"))
        centre = self.context.session.centre
        row.addWidget(theme.label(words.pick(centre.name_zh, centre.name_en), "muted"))
        row.addStretch(1)
        return bar

    def _build(self) -> None:
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.setIndentation(0)
        self.tree.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        # By rows Qt takes headings, which are higher, for rows like others, and leaves a page below the edge that arrows reach.
        self.tree.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setAccessibleName(self.title)
        heading = ""
        for entry in self.entries:
            if entry.group != heading:
                heading = entry.group
                self._add_heading(heading)
            item = QTreeWidgetItem([entry.text])
            item.setIcon(0, icons.icon(entry.icon, "muted"))
            item.setData(0, Qt.ItemDataRole.UserRole, entry.name)
            self.tree.addTopLevelItem(item)
            self._items[entry.name] = item
        theme.changed.connect(self._tint)
        self._tint()
        self.tree.currentItemChanged.connect(self._chosen)
        side = Card(padding=theme.SPACE_2)
        side.setFixedWidth(TREE_PX)
        side.add(self.tree, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        row.setSpacing(theme.SPACE_4)
        row.addWidget(side)
        if self.context.session.may("people.manage"):
            self.alone = AloneBanner(self.context)
            self.alone.wanted.connect(self._turn_away_to)
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(self.alone)
            column.addWidget(self.stack, 1)
            row.addLayout(column, 1)
        else:
            row.addWidget(self.stack, 1)

    def _add_heading(self, text: str) -> None:
        item = QTreeWidgetItem([text])
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(0, theme.font(12, bold=True))
        item.setSizeHint(0, QSize(0, 34))
        self.tree.addTopLevelItem(item)

    def _tint(self) -> None:
        """Headings of the tree are quieter than its pages."""
        for at in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(at)
            if item is not None and item.data(0, Qt.ItemDataRole.UserRole) is None:
                item.setForeground(0, theme.current().color("muted"))

    def _show_nothing(self) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        hint = self.tr("Your roles have no page in this workspace. An administrator can give them.")
        column.addWidget(EmptyState("settings", self.tr("Nothing to administer"), hint))
        self.stack.addWidget(holder)

    # -- pages -------------------------------------------------------------------------------------------------------

    def open_page(self, name: str) -> Page:
        """Turn to a page; it is made when it is first opened. Raises StopIteration for a page the person may not see."""
        page = self.pages.get(name)
        if page is None:
            entry = next(one for one in self.entries if one.name == name)
            page = self.pages[name] = entry.make(self.context)
            self.stack.addWidget(page)
        self._now = name
        self.stack.setCurrentWidget(page)
        self._select(name)
        return page

    def _select(self, name: str) -> None:
        blocked = self.tree.blockSignals(True)
        self.tree.setCurrentItem(self._items[name])
        self.tree.blockSignals(blocked)

    def _chosen(self, item: QTreeWidgetItem | None, before: QTreeWidgetItem | None) -> None:
        name = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        if name is None or name == self._now:
            return
        now = self._now
        # Until it is clear that nothing typed is lost, the tree stays where it was.
        self._select(now)
        self.pages[now].leave(lambda: self._turn(str(name)))

    def _turn(self, name: str) -> None:
        self.open_page(name)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_away_to(self, name: str) -> None:
        """Turn to a page that another one names, unless something typed would be lost; the keyboard goes along."""
        if name in self._items and name != self._now:
            self.pages[self._now].leave(lambda: focus.to(self.open_page(name)))

    def open_work(self, item: WorkItem) -> bool:
        """Turn to the page where an item of the inbox is done; return whether there is one here."""
        page = _DONE_AT.get(item.kind, "")
        if page not in self._items:
            return False
        opened = self.open_page(page)
        if isinstance(opened, RegistersPage):
            opened.show_work(item)
        return True

    def close_down(self) -> None:
        """Nothing is kept: forms here are short, and a change is sent by its button."""
