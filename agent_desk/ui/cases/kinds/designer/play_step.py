"""What a step of a play asks for: the fields of the definition, a reason, who is to have the case."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.cases.kinds.definition import FieldSpec, Kind
from agent_desk.schemas.cases.kinds.records import CaseChoices, DesignChoices, KindCase
from agent_desk.ui.cases.kinds import fields
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.choices import Choice, Option
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.inputs import TextInput
from agent_desk.ui.kit.scrolled import ScrollArea

_ASKS_WORDS: Final = frozenset({"hand_back", "urge", "task", "refuse"})


class StepForm(ScrollArea):
    """The form of one step; `show_step` makes it anew."""

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._kind = kind
        self.form = Form(labels="top")
        self._shown: dict[str, Any] = {}

    def show_step(
        self,
        does: str,
        code: str,
        case: KindCase | None,
        choices: DesignChoices | None,
        people: Sequence[tuple[uuid.UUID, str]],
    ) -> None:
        """Show what a step asks for, as it stands in the case now. `people`: those made up, who can be chosen too."""
        self.form = Form(labels="top")
        specs, required = list[FieldSpec](), list[str]()
        way = self._kind.transitions_by_code.get(code) if does == "move" else None
        if does in ("open", "edit"):
            specs = list(self._kind.fields)
        elif way is not None:
            asked = {*way.required, *(one.field for one in way.conditions)}
            specs, required = [one for one in self._kind.fields if one.code in asked], list(way.required)
        fields.add_fields(self.form, specs, _case_choices(choices, people), required)
        self._shown = fields.form_values(case, self._kind) if case is not None else {}
        if self._shown:
            self.form.set_values({one.code: self._shown[one.code] for one in specs})
        if way is not None and way.assign == "chosen":
            self.form.add("owner", fields.text("who_then"), Choice([Option(*one) for one in people]), required=True)
        if does in _ASKS_WORDS or (way is not None and way.reason):
            self.form.add("words", fields.text("why"), TextInput(limit=1000))
        box = QVBoxLayout()
        # Room for the focus rings at the edge of the scrolled part.
        box.setContentsMargins(2, 2, theme.SPACE_2, 2)
        box.addWidget(self.form)
        box.addStretch(1)
        self.setWidget(box)

    def given(self) -> dict[str, str]:
        """Return the fields that were filled in or changed: what is masked at the desk stays as it is in the hub."""
        now = {name: value for name, value in self.form.values().items() if value != self._shown.get(name, "")}
        return fields.wire(now, self._kind) if self._shown else fields.filled(now, self._kind)


def _case_choices(choices: DesignChoices | None, people: Sequence[tuple[uuid.UUID, str]]) -> CaseChoices | None:
    if choices is None:
        return None
    made_up = [PersonRef(id=key, name=name, name_en="") for key, name in people]
    return CaseChoices(people=[*made_up, *choices.people], branches=choices.branches, calls=[])
