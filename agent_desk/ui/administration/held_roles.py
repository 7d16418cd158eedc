"""Which roles a person holds: a tick each, and beside it how far it reaches; open only where that is not the usual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.schemas.administration.records import HeldRole
from agent_desk.ui.administration.reach import Offered, ReachInput, text
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.inputs import Tick

Value = dict[str, Any]


def value_of(held: HeldRole) -> Value:
    """Return a held role as the form keeps it."""
    return {
        "role": held.role,
        "scope": held.scope,
        "subjects": tuple(held.subjects),
        "from_on": held.from_on,
        "to_on": held.to_on,
    }


def record_of(value: Mapping[str, Any] | str) -> HeldRole:
    """Return the held role of what the form keeps; a code alone (in drafts of earlier desks) is held as usual."""
    if isinstance(value, str):
        return HeldRole(role=value)
    return HeldRole.model_validate({**value, "subjects": list(value.get("subjects") or ())})


class HeldRoleLine(QWidget):
    """One role: its tick, and how far it reaches as a button that opens the fields below it."""

    edited = Signal()

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = code
        self._offered = Offered()
        self._value: Value = {}
        self.tick = Tick()
        self.reach_button = Button(kind="link", size="small")
        self.reach: ReachInput | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_1)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.tick)
        row.addStretch(1)
        row.addWidget(self.reach_button)
        self._column.addLayout(row)
        self.tick.edited.connect(self._ticked)
        self.reach_button.clicked.connect(self.open)

    def offer(self, offered: Offered) -> None:
        """Take names and what can be named from here."""
        self._offered = offered
        self.tick.setText(offered.name(self.code))
        if self.reach is not None:
            self.reach.offer(offered, offered.usual(self.code))
        self._say()

    def value(self) -> Value | None:
        """Return the role as it is held; None where it is not."""
        return dict(self._value) if self.tick.value() else None

    def set_value(self, value: Mapping[str, Any] | None) -> None:
        """Hold it so, or not at all."""
        self._value = {**_usual(self.code), **(value or {})}
        self._value["subjects"] = tuple(self._value["subjects"] or ())
        blocked = self.tick.blockSignals(True)
        self.tick.set_value(value is not None)
        self.tick.blockSignals(blocked)
        if self.reach is not None:
            if value is None:
                self.reach.hide()
            blocked = self.reach.blockSignals(True)
            self.reach.set_value(self._value)
            self.reach.blockSignals(blocked)
        self._say()

    def open(self) -> None:
        """Show the fields of reach and dates, or put them away."""
        if self.reach is None:
            self.reach = ReachInput(dated=True, indent=theme.SPACE_5)
            self.reach.offer(self._offered, self._offered.usual(self.code))
            self.reach.set_value(self._value)
            self.reach.edited.connect(self._reach_edited)
            self._column.addWidget(self.reach)
            self.reach.show()
        else:
            self.reach.setVisible(self.reach.isHidden())
        if not self.reach.isHidden():
            self.reach.scope.setFocus()

    def _ticked(self) -> None:
        if not self.tick.value() and self.reach is not None:
            self.reach.hide()
        self._say()
        self.edited.emit()

    def _reach_edited(self) -> None:
        assert self.reach is not None
        self._value |= self.reach.value()
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        self.reach_button.setVisible(self.tick.value())
        self.reach_button.set_label(self._offered.extent(record_of({**_usual(self.code), **self._value})))
        self.reach_button.setAccessibleName(text("change_reach", role=self._offered.name(self.code)))
        self.reach_button.set_tip(text("change_reach", role=self._offered.name(self.code)))


class HeldRoles(QWidget):
    """An input of a form. `value()` is the tuple of held roles by code; retired roles are shown only where they are held."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered = Offered()
        self._lines: dict[str, HeldRoleLine] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def offer(self, offered: Offered) -> None:
        """Offer these roles."""
        kept = self.value()
        self._offered = offered
        for role in offered.roles.roles:
            self._line(role.code)
        for line in self._lines.values():
            line.offer(offered)
        self.set_value(kept)

    def lines(self) -> dict[str, HeldRoleLine]:
        """Return the lines by their roles' codes, those out of sight as well."""
        return dict(self._lines)

    def line(self, code: str) -> HeldRoleLine:
        """Return the line of a role; raises KeyError."""
        return self._lines[code]

    def value(self) -> tuple[Value, ...]:
        found = [line.value() for _, line in sorted(self._lines.items())]
        return tuple(one for one in found if one is not None)

    def set_value(self, wanted: Sequence[Mapping[str, Any] | str] | None) -> None:
        """Hold exactly these."""
        records = [record_of(one) for one in wanted or ()]
        held = {one.role: value_of(one) for one in records}
        for code in held:
            self._line(code)
        for code, line in self._lines.items():
            line.set_value(held.get(code))
            role = self._offered.role(code)
            line.setVisible(code in held or (role is not None and role.active))
        self.edited.emit()

    def words_of(self, value: Mapping[str, Any] | str) -> str:
        """Return one held role in words."""
        return self._offered.said(record_of(value))

    def _line(self, code: str) -> HeldRoleLine:
        line = self._lines.get(code)
        if line is None:
            line = self._lines[code] = HeldRoleLine(code)
            line.offer(self._offered)
            line.edited.connect(self.edited)
            self._column.addWidget(line)
        return line


def _usual(code: str) -> Value:
    return {"role": code, "scope": None, "subjects": (), "from_on": None, "to_on": None}
