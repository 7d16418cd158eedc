"""How far a role reaches, from when to when: in words, and as an input that names teams, queues or branches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.kit.api import Api
from agent_desk.desk.people import operations
from agent_desk.schemas.administration.records import HeldRole, RoleRow, Roles, SubjectEntry, Team
from agent_desk.schemas.people.held import of_line
from agent_desk.schemas.people.role_words import NAMED_REACHES, REACHES, TEXTS
from agent_desk.ui.administration.check_list import Ticks
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import SearchField
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.inputs import DateTimeInput
from agent_desk.ui.kit.pages.faults import fault as common_fault
from agent_desk.ui.kit.scrolled import ScrollArea

NAMED: Final = ("team", "queue", "branch")
"""Scopes that can name what they reach."""
FIND_FROM: Final = 10
"""From so many subjects on there is a field to find one by its name."""
LINE_PX: Final = 28
MOST_PX: Final = 5 * LINE_PX + 8
"""Of the list of subjects; a longer one is scrolled."""


def text(code: str, **given: object) -> str:
    """Return a word of roles in the language in force."""
    said = words.say(TEXTS[code])
    return said.format(**given) if given else said


def fault(code: str) -> str:
    """Return the sentence for a field's fault."""
    return text(code) if code in TEXTS else common_fault(code)


def joined(parts: list[str]) -> str:
    """Return a list as one reads it."""
    return words.listed(parts)


@dataclass(frozen=True)
class Offered:
    """What can be given: roles, and the teams, queues and branches that they can name."""

    roles: Roles = field(default_factory=lambda: Roles(roles=[], permissions=[]))
    subjects: list[SubjectEntry] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)

    def role(self, code: str) -> RoleRow | None:
        """Return a role; None for one that this seat does not know (yet)."""
        return next((one for one in self.roles.roles if one.code == code), None)

    def name(self, code: str) -> str:
        """Return what a role is called, and whether it is retired."""
        role = self.role(code)
        if role is None:
            return code
        said = words.pick(role.name_zh, role.name_en)
        return said if role.active else text("retired_role", role=said)

    def names(self) -> dict[str, str]:
        """Return what roles are called by code, teams, queues and branches by id, and by kind and code ("team:T1")."""
        subjects = {one.id: words.pick(one.name_zh, one.name_en) for one in self.subjects}
        coded = {f"{one.scope}:{one.code}": subjects[one.id] for one in self.subjects}
        return subjects | coded | {one.code: words.pick(one.name_zh, one.name_en) for one in self.roles.roles}

    def branches(self) -> list[tuple[str, str]]:
        """Return (code, name) of every branch."""
        return [(one.id, words.pick(one.name_zh, one.name_en)) for one in self.subjects if one.scope == "branch"]

    def usual(self, code: str) -> str:
        """Return how far a role reaches where nothing else is said."""
        role = self.role(code)
        return reach_words(role.default_scope if role is not None else "all")

    def held_of(self, line: str) -> HeldRole | None:
        """Return the held role of a line of the trail, which names teams, queues and branches by their codes; None for what is none."""
        found = of_line(line)
        if found is None:
            return None
        ids = {one.code: one.id for one in self.subjects if one.scope == found.scope}
        return found.model_copy(update={"subjects": [ids.get(code, code) for code in found.subjects]})

    def said(self, held: HeldRole, *, everything: bool = False) -> str:
        """Return a held role in a few words. `everything`: also say that it reaches the whole centre, for good."""
        extent = self.extent(held)
        plain = held.scope in (None, "all") and held.from_on is None and held.to_on is None
        return self.name(held.role) if plain and not everything else words.with_more(self.name(held.role), extent)

    def extent(self, held: HeldRole) -> str:
        """Return how far a held role reaches, and when: "T1, T2 · until 2026-12-31"."""
        names = self.names()
        reach = self.usual(held.role) if held.scope is None else reach_words(held.scope, held.subjects, names)
        when = days(held.from_on, held.to_on)
        return f"{reach} · {when}" if when else reach


def reach_words(scope: str, subjects: list[str] | tuple[str, ...] = (), names: Mapping[str, str] | None = None) -> str:
    """Return a scope in words: what is named, or what the person belongs to."""
    if scope in NAMED and subjects:
        return joined([(names or {}).get(one, one) for one in subjects])
    return words.say(REACHES.of(scope))


def days(from_on: date | None, to_on: date | None) -> str:
    """Return from when to when; "" for good."""
    if from_on is not None and to_on is not None:
        return text("both_days", from_day=from_on, to_day=to_on)
    if from_on is not None:
        return text("from_day", day=from_on)
    return text("to_day", day=to_on) if to_on is not None else ""


def what_is_offered(api: Api) -> Offered:
    """Ask for what the forms of people, roles and groups can choose from."""
    return Offered(operations.roles(api), operations.subjects(api), operations.teams(api))


class ReachInput(QWidget):
    """An input of a form: how far, and with `dated` from when to when. `value()` is a mapping as of HeldRole."""

    edited = Signal()

    def __init__(
        self, *, dated: bool, hint: str = "which_hint", indent: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._offered = Offered()
        self._quiet = False
        self.scope = Choice([("", "")])
        self.scope.setAccessibleName(text("reach"))
        self.search = SearchField(text("find"))
        self.subjects = Ticks(columns=1)
        self._which = QWidget()
        column = QVBoxLayout(self._which)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        self._caption = theme.label("", "caption")
        listed = QVBoxLayout()
        listed.setContentsMargins(2, 2, 2, 2)
        listed.addWidget(self.subjects)
        listed.addStretch(1)
        self._area = area = ScrollArea(listed)
        for one in (self._caption, self.search, area, theme.label(text(hint), "caption")):
            column.addWidget(one)
        page = QVBoxLayout(self)
        page.setContentsMargins(indent, 0, 0, theme.SPACE_2 if indent else 0)
        page.setSpacing(theme.SPACE_2)
        if indent:
            page.addWidget(theme.label(text("reach"), "caption"))
        page.addWidget(self.scope)
        page.addWidget(self._which)
        self.dates: Form | None = None
        if dated:
            self.dates = Form(labels="top")
            self.dates.add("from_on", text("from_on"), DateTimeInput(optional=True, date_only=True))
            self.dates.add("to_on", text("to_on"), DateTimeInput(optional=True, date_only=True))
            page.addWidget(self.dates)
            self.dates.edited.connect(lambda _name: self._changed())
        self.scope.edited.connect(self._turn)
        self.search.searched.connect(lambda _typed: self._list())
        self.subjects.edited.connect(self._changed)
        self.setFocusProxy(self.scope)

    def offer(self, offered: Offered, usual: str = "") -> None:
        """Name these; `usual`: how far it reaches where nothing is said, in words."""
        self._offered = offered
        choices = [(code, words.say(term)) for code, term in NAMED_REACHES.items()]
        quiet, self._quiet = self._quiet, True
        self.scope.set_options([("", text("as_usual", reach=usual) if usual else words.say(TEXTS["usual"])), *choices])
        self._list()
        self._quiet = quiet

    def value(self) -> dict[str, Any]:
        scope = self.scope.value() or None
        found: dict[str, Any] = {"scope": scope, "subjects": self.subjects.value() if scope in NAMED else ()}
        if self.dates is not None:
            found |= {name: _day(value) for name, value in self.dates.values().items()}
        return found

    def set_value(self, value: Mapping[str, Any] | None) -> None:
        given = dict(value or {})
        self._quiet = True
        self.scope.set_value(given.get("scope") or "")
        self.search.setText("")
        self._list()
        self.subjects.set_value(tuple(given.get("subjects") or ()))
        if self.dates is not None:
            self.dates.set_values({name: _moment(given.get(name)) for name in ("from_on", "to_on")})
        self._quiet = False
        self._changed()

    def words_of(self, value: Mapping[str, Any]) -> str:
        """Return a value in words, as where two versions are compared."""
        held = HeldRole.model_construct(
            role="", scope=value.get("scope"), subjects=list(value.get("subjects") or ()), from_on=None, to_on=None
        )
        return self._offered.extent(held) if held.scope is not None else words.say(TEXTS["usual"])

    def _turn(self) -> None:
        if not self._quiet:
            # What was named of another kind says nothing here.
            self.subjects.set_value(())
        self._list()
        self._changed()

    def _list(self) -> None:
        scope = self.scope.value()
        self._which.setVisible(scope in NAMED)
        if scope not in NAMED:
            return
        self._caption.setText(words.say(NAMED_REACHES[scope]))
        there = [one for one in self._offered.subjects if one.scope == scope]
        self.search.setVisible(len(there) >= FIND_FROM)
        typed = self.search.text().strip().casefold() if len(there) >= FIND_FROM else ""
        chosen = set(self.subjects.value())
        shown = [
            (one.id, words.pick(one.name_zh, one.name_en))
            for one in sorted(there, key=lambda one: one.id not in chosen)
            if typed in f"{one.code} {one.name_zh} {one.name_en}".casefold()
        ]
        quiet, self._quiet = self._quiet, True
        self.subjects.set_groups([("", shown)])
        self._area.setFixedHeight(min(MOST_PX, LINE_PX * max(1, len(shown)) + theme.SPACE_2))
        self._quiet = quiet

    def _changed(self) -> None:
        if not self._quiet:
            self.edited.emit()


def _day(value: datetime | None) -> date | None:
    return words.local(value).date() if value is not None else None


def _moment(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), words.zone()) if day is not None else None
