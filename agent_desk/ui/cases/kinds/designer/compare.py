"""Two versions of a kind side by side: one drawing with what was added, taken away and changed, and every difference in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.schemas.cases.kinds.comparing import PartChange, compared
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.schemas.cases.kinds.design_words import SIGNS
from agent_desk.schemas.cases.kinds.parts import GENERAL, own_properties, properties, tables
from agent_desk.ui.cases.kinds.designer import said
from agent_desk.ui.cases.kinds.designer.said import text
from agent_desk.ui.cases.kinds.fields import called
from agent_desk.ui.cases.kinds.graph import GraphView, Look
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView

LOOKS: Mapping[str, Look] = {
    "added": Look("good", sign="+"),
    "removed": Look("bad", sign="−", dashed=True),
    "changed": Look("warning", sign="~", wide=True),
}


class CompareDialog(Dialog):
    """Compares versions, each with what it is called. `before`, `after`: which ones are shown first."""

    def __init__(
        self,
        versions: Sequence[tuple[str, Kind]],
        *,
        before: int,
        after: int,
        roles: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text("compare_title").format(kind=called(versions[after][1])), parent=parent)
        self._versions, self._roles = list(versions), dict(roles)
        self.resize(1080, 640)
        offered = [(at, name) for at, (name, _kind) in enumerate(versions)]
        self.before, self.after = Choice(offered), Choice(offered)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        for word, choice, value in (("before", self.before, before), ("after", self.after, after)):
            choice.set_value(value)
            choice.setAccessibleName(text(word))
            row.addWidget(theme.label(text(word), "caption"))
            row.addWidget(choice)
            choice.edited.connect(self.refresh)
        row.addStretch(1)
        self.legend = theme.label("", "caption")
        row.addWidget(self.legend)
        self.body.addLayout(row)
        self.graph = GraphView()
        self.body.addWidget(self.graph, 3)
        columns: list[Column[PartChange]] = [
            Column("", lambda one: words.say(SIGNS[one.sign]), mark=lambda one: Mark.of(SIGNS[one.sign]), width=92),
            Column(text("part"), self._part, width=220),
            Column(text("what"), self._what, tooltip=self._what),
        ]
        self.model: TableModel[PartChange] = TableModel(columns, key=lambda one: (one.table, one.code, one.sign))
        self.table: TableView[PartChange] = TableView(self.model, sortable=False)
        self.table.setAccessibleName(text("differs"))
        self.table.set_empty("check", text("same"))
        self.body.addWidget(self.table, 2)
        self.add_cancel(text("close"))
        self.legend.setText(" · ".join(f"{LOOKS[one].sign} {words.say(SIGNS[one])}" for one in LOOKS))
        self.refresh()

    def _kinds(self) -> tuple[Kind, Kind]:
        return self._versions[self.before.value()][1], self._versions[self.after.value()][1]

    def refresh(self) -> None:
        """Show how these two differ."""
        before, after = self._kinds()
        found = compared(before, after)
        self.model.replace(found)
        looks = {(one.table, one.code): LOOKS[one.sign] for one in found if one.sign in LOOKS}
        self.graph.show_kind(merged(before, after), {}, looks)

    def _part(self, one: PartChange) -> str:
        head = said.table_name(one.table)
        return f"{head} · {called(one.part)}" if one.code and one.table != GENERAL else head

    def _what(self, one: PartChange) -> str:
        return what_said(self._kinds()[1], one, self._roles)


def merged(before: Kind, after: Kind) -> Kind:
    """Return a definition to be drawn with the states and transitions of both; for the drawing alone."""
    states = [one for one in before.states if one.code not in after.states_by_code]
    ways = [one for one in before.transitions if one.code not in after.transitions_by_code]
    return after.model_copy(
        update={"states": [*after.states, *states], "transitions": [*after.transitions, *ways]}, deep=False
    )


def what_said(kind: Kind, one: PartChange, roles: Mapping[str, str]) -> str:
    """Return what of a part is another one, in words: each property, before and after."""
    props = own_properties() if one.table == GENERAL else properties(tables()[one.table])
    known = {prop.name: prop for prop in props}
    lines = []
    for change in one.properties:
        before = said.value_said(kind, known.get(change.name), change.name, change.before, roles) or "–"
        after = said.value_said(kind, known.get(change.name), change.name, change.after, roles) or "–"
        lines.append(f"{said.property_name(one.table, change.name)}: {before} → {after}")
    return "; ".join(lines)


def change_line(kind: Kind, one: PartChange, roles: Mapping[str, str]) -> str:
    """Return a difference in one line."""
    name = "" if one.table == GENERAL else f" {called(one.part)}"
    what = what_said(kind, one, roles)
    line = f"{said.table_name(one.table)}{name} {words.say(SIGNS[one.sign])}"
    return f"{line} ({what})" if what else line
