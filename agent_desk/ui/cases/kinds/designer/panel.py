"""The panel of what is chosen: a form of every property that its declaration has, and what the check finds there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.cases import drawing
from agent_desk.schemas.cases.kinds.comparing import DRAWN
from agent_desk.schemas.cases.kinds.definition import Kind, Part
from agent_desk.schemas.cases.kinds.design_words import PROPERTIES
from agent_desk.schemas.cases.kinds.parts import GENERAL, Property, own_properties, properties, tables
from agent_desk.schemas.kit.bounded import fault_of
from agent_desk.ui.cases.kinds.designer import said
from agent_desk.ui.cases.kinds.designer.document import Document
from agent_desk.ui.cases.kinds.designer.said import text
from agent_desk.ui.cases.kinds.fields import fault
from agent_desk.ui.cases.kinds.findings import finding_line
from agent_desk.ui.kit import icons, layouts, theme, words
from agent_desk.ui.kit.choices import Choice, Option
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.inputs import NumberInput, TextInput, Tick
from agent_desk.ui.kit.pages.declared_fields import TextListInput
from agent_desk.ui.kit.pick_many import PickMany
from agent_desk.ui.kit.rows_input import Row, RowsInput
from agent_desk.ui.kit.scrolled import ScrollArea

SHOWN_WITH: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    ("transitions", "assign_field"): ("assign", "field"),
    ("fields", "words"): ("type", "choice"),
}
"""A property that matters only while another has a value."""
_FREE: Final = "–"


class OptionalNumber(TextInput):
    """A whole number that may be left out."""

    def __init__(self, low: int, high: int) -> None:
        super().__init__(limit=len(str(high)))
        self._low, self._high = low, high

    def value(self) -> Any:
        typed = self.text().strip()
        return int(typed) if typed.isdecimal() else typed or None

    def set_value(self, value: Any) -> None:
        self.setText("" if value is None else str(value))


class OptionalText(TextInput):
    """A line that may be left out; `value()` is None then."""

    def value(self) -> Any:
        return super().value() or None


class PartForm:
    """Fills a form with the properties of a part, and reads them again. Parts within it stand as "who.roles"."""

    def __init__(self, form: Form, table: str, props: Sequence[Property], prefix: str = "") -> None:
        self.form, self._table, self._prefix = form, table, prefix
        self._props = [one for one in props if one.name not in DRAWN]
        self._within: dict[str, PartForm] = {}
        self._offered: dict[str, list[tuple[str, str]]] = {}

    def fill(self, kind: Kind, roles: Mapping[str, str]) -> None:
        """Put the inputs into the form."""
        for one in self._props:
            label = said.property_name(self._table, one.name)
            hint = said.property_help(self._table, one.name)
            name = f"{self._prefix}{one.name}"
            if one.sort == "part" and one.part is not None:
                self.form.add_wide(theme.label(label, "section"))
                inner = PartForm(self.form, self._table, properties(one.part), f"{name}.")
                inner.fill(kind, roles)
                self._within[one.name] = inner
            elif one.sort == "tick":
                self.form.add(name, "", Tick(label), hint=hint)
            else:
                widget = self._input(one, kind, roles)
                self.form.add(name, label, widget, required=one.required and one.sort != "rows", hint=hint)

    def _input(self, one: Property, kind: Kind, roles: Mapping[str, str]) -> QWidget:
        if one.name == "icon":
            return Choice([Option(name, name) for name in icons.names()], searchable=True)
        if one.sort == "many":
            many = PickMany(text("none"), text("some"))
            many.set_options(said.offered(kind, one, roles))
            return many
        if one.refers == "words":
            # The words above are those of this very list, which is just being typed.
            return OptionalText(limit=40)
        if one.sort in ("choice", "one"):
            offered = [Option(value, name) for value, name in said.offered(kind, one, roles)]
            nothing = [Option(None, _FREE)] if one.optional else []
            return Choice([*nothing, *offered], searchable=len(offered) > 12)
        if one.sort == "number":
            return OptionalNumber(one.low, one.high) if one.optional else NumberInput(one.low, one.high)
        if one.sort == "texts":
            return TextListInput()
        if one.sort == "rows" and one.part is not None:
            return _rows(one, one.part, self._table, kind, roles)
        return OptionalText(limit=one.longest) if one.optional else TextInput(limit=one.longest)

    def offer(self, kind: Kind, roles: Mapping[str, str]) -> None:
        """Offer again what can be chosen: other parts have come, gone or been renamed."""
        for one in self._props:
            if one.sort not in ("many", "one") or not (one.refers in tables() or one.refers == "roles"):
                continue
            offered = said.offered(kind, one, roles)
            widget = self.form.field(f"{self._prefix}{one.name}")
            if offered == self._offered.get(one.name) or not isinstance(widget, PickMany | Choice):
                continue
            self._offered[one.name] = offered
            blocked = widget.blockSignals(True)
            if isinstance(widget, PickMany):
                widget.set_options(offered)
            else:
                widget.set_options(
                    [*([Option(None, _FREE)] if one.optional else []), *(Option(*two) for two in offered)]
                )
            widget.blockSignals(blocked)
        for inner in self._within.values():
            inner.offer(kind, roles)

    def values_of(self, part: Part) -> dict[str, Any]:
        """Return what the form shows of a part."""
        found: dict[str, Any] = {}
        for one in self._props:
            value = getattr(part, one.name)
            if one.name in self._within:
                found |= self._within[one.name].values_of(value)
            elif one.sort == "rows":
                found[f"{self._prefix}{one.name}"] = [row.model_dump() for row in value]
            else:
                found[f"{self._prefix}{one.name}"] = value
        return found

    def read(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the properties as a part takes them."""
        found: dict[str, Any] = {}
        for one in self._props:
            if one.name in self._within:
                found[one.name] = self._within[one.name].read(values)
                continue
            value = values[f"{self._prefix}{one.name}"]
            if one.sort in ("many", "texts", "rows"):
                value = [_plain(row) for row in value]
            found[one.name] = value
        return found

    def show_what_matters(self, values: Mapping[str, Any]) -> None:
        """Show a property only while it means something."""
        for one in self._props:
            shown = SHOWN_WITH.get((self._table, one.name))
            if shown is not None:
                self.form.set_shown(one.name, values[shown[0]] == shown[1])


def _plain(row: Any) -> Any:
    if not isinstance(row, dict):
        return row
    return {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}


def _rows(one: Property, part: type[Part], table: str, kind: Kind, roles: Mapping[str, str]) -> RowsInput:
    """Return the input for parts within a part: conditions, tasks, words of a choice."""
    props = {inner.name: inner for inner in properties(part)}
    named = "name_zh" in props

    def fill(form: Form) -> None:
        PartForm(form, one.name, list(props.values())).fill(kind, roles)

    def texts(row: Row) -> list[str]:
        if named:
            return [
                words.pick(str(row.get("name_zh") or ""), str(row.get("name_en") or "")),
                str(row.get("code") or ""),
            ]
        parts = (said.value_said(kind, props[name], name, value, roles) for name, value in row.items() if value)
        return [" ".join(parts)]

    def blank(rows: Sequence[Row]) -> Row:
        count = len(rows) + 1
        taken = {row.get("code") for row in rows}
        code = next(made for at in range(count, count + 500) if (made := f"{one.name[:-1]}_{at}") not in taken)
        usual: dict[str, Any] = {
            "code": code,
            "name_zh": f"{PROPERTIES.of(one.name).zh}{count}",
            "name_en": f"{PROPERTIES.of(one.name).en} {count}",
        }
        for inner in props.values():
            if inner.name in usual:
                continue
            offered = said.offered(kind, inner, roles) if inner.sort in ("one", "choice") else []
            if inner.required and offered:
                usual[inner.name] = offered[0][0]
            else:
                usual[inner.name] = [] if inner.sort == "many" else None if inner.optional else ""
        return {name: value for name, value in usual.items() if name in props}

    return RowsInput(fill, texts, blank, most=one.high)


class Panel(QWidget):
    """The form of what is chosen. What is typed is a step of the document at once; what cannot be says so at its field."""

    def __init__(self, document: Document, roles: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._roles = document, dict(roles)
        self._showing = False
        self.title = theme.label("", "heading", wrap=True)
        self.findings = QVBoxLayout()
        self.findings.setSpacing(theme.SPACE_1)
        self.form = Form(labels="top")
        self._part: PartForm | None = None
        self._of = ("?", "")
        self._area = ScrollArea()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.title)
        column.addLayout(self.findings)
        column.addWidget(self._area, 1)
        document.changed.connect(self.refresh)
        document.chose.connect(self.refresh)
        self.refresh()

    def set_roles(self, roles: Mapping[str, str]) -> None:
        """Say which roles there are, by code, in words."""
        self._roles, self._of = dict(roles), ("?", "")
        self.refresh()

    def focus_home(self) -> QWidget | None:
        """Return the field that is changed most: the name."""
        names = self.form.values()
        wanted = words.pick("name_zh", "name_en")
        name = wanted if wanted in names else next(iter(names), "")
        return self.form.field(name) if name else None

    def take_keyboard(self) -> None:
        """Have the keyboard in the name."""
        home = self.focus_home()
        if home is not None:
            home.setFocus(Qt.FocusReason.TabFocusReason)
            if isinstance(home, TextInput):
                home.selectAll()

    def refresh(self) -> None:
        """Show what is chosen as it is now."""
        document = self._document
        if self._showing:
            return
        self._showing = True
        table, code = document.chosen
        kind = document.kind
        part = drawing.part_of(kind, table, code) or kind
        if (table, code) != self._of:
            self._build(table, kind)
            self._of = table, code
        assert self._part is not None
        self._part.offer(kind, self._roles)
        values = self._part.values_of(part)
        shown = self.form.values()
        different = {name: value for name, value in values.items() if _settled(shown.get(name)) != _settled(value)}
        if different:
            self.form.set_values(different, clean=False)
        self._part.show_what_matters(values)
        self._say(table, code)
        self._showing = False

    def _say(self, table: str, code: str) -> None:
        kind = self._document.kind
        head = said.table_name(table)
        self.title.setText(head if table == GENERAL else f"{head} · {said.part_name(kind, table, code)}")
        layouts.empty(self.findings)
        for one in self._document.found_at((table, code)):
            self.findings.addWidget(finding_line(words.pick(one.zh, one.en)))

    def _build(self, table: str, kind: Kind) -> None:
        self.form = Form(labels="top")
        props = own_properties() if table == GENERAL else properties(tables()[table])
        self._part = PartForm(self.form, table, props)
        self._part.fill(kind, self._roles)
        self.form.edited.connect(self._edited)
        if table == GENERAL:
            # The code of a kind names its versions and its cases: it stays.
            self.form.field("code").setEnabled(False)
        box = QVBoxLayout()
        # Room for the focus rings at the edge of the scrolled part.
        box.setContentsMargins(2, 2, theme.SPACE_2, 2)
        box.addWidget(self.form)
        box.addStretch(1)
        self._area.setWidget(box)

    def _edited(self, name: str) -> None:
        if self._showing or self._part is None:
            return
        self._showing = True
        try:
            self._apply(name)
        finally:
            self._showing = False

    def _apply(self, name: str) -> None:
        document, part = self._document, self._part
        assert part is not None
        table, code = document.chosen
        values = self.form.values()
        part.show_what_matters(values)
        read = part.read(values)
        if table == "states":
            now = document.kind.states_by_code[code]
            read["at"] = now.at.model_dump() if now.at is not None else None
        try:
            after = drawing.put(document.kind, table, code, read)
        except ValidationError as wrong:
            self.form.set_errors(self._faults(wrong, table))
            return
        except ValueError as wrong:
            self.form.set_errors({"code": fault(str(wrong))})
            return
        if self.form.errors():
            self.form.set_errors({})
        chosen = (table, str(read["code"])) if table != GENERAL else document.chosen
        self._of = chosen
        what = said.property_name(table, name.rsplit(".", 1)[-1])
        # Letters of one word are undone together; of a code as well, by which the part is called from letter to letter.
        goes_on = f"{table}/code" if name == "code" else f"{table}/{code}/{name}"
        document.do(text("did_change").format(what=what), after, chosen, goes_on=goes_on)
        self._say(*chosen)

    def _faults(self, wrong: ValidationError, table: str) -> dict[str, str]:
        """Return the sentence for each property that cannot be so, by the field that shows it."""
        known = self.form.values()
        found: dict[str, str] = {}
        for one in wrong.errors():
            path = [str(part) for part in one["loc"] if not isinstance(part, int)]
            if path and path[0] in tables():
                path = path[1:]
            name = next((".".join(path[:end]) for end in range(len(path), 0, -1) if ".".join(path[:end]) in known), "")
            found[name or next(iter(known))] = fault(fault_of(one))
        return found


def _settled(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_settled(one) for one in value]
    if isinstance(value, dict):
        return {name: _settled(one) for name, one in value.items()}
    return value if value != "" else None
