"""Fields of a definition as inputs of a form, and their values in words. A value is a text, as it crosses the wire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from agent_desk.schemas.cases.kinds.definition import FieldSpec, Kind, Named, State
from agent_desk.schemas.cases.kinds.records import CaseChoices, FileChoice, KindCase, KindCaseRow
from agent_desk.schemas.cases.kinds.values import CHOSEN
from agent_desk.schemas.cases.kinds.words import FAULTS, TEXTS
from agent_desk.ui.kit import elapsed, words
from agent_desk.ui.kit.choices import Choice, Option
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.inputs import DateTimeInput, TextArea, TextInput
from agent_desk.ui.kit.pages.faults import fault as common_fault
from agent_desk.ui.kit.tables import Mark

_LIMITS: Mapping[str, int] = {"money": 16, "number": 20, "telephone": 27, "customer": 40}
_TONES: Mapping[str, str] = {"good": "circle-check", "bad": "circle-x", "warning": "clock", "muted": "circle"}


def text(code: str) -> str:
    """Return a word of the registers in the language in force."""
    return words.say(TEXTS[code])


def fault(code: str) -> str:
    """Return the sentence for a field's fault."""
    return words.say(FAULTS[code]) if code in FAULTS else common_fault(code)


def called(one: Named) -> str:
    """Return what a part of a definition is called, in the language in force."""
    return words.pick(one.name_zh, one.name_en)


def state_mark(state: State) -> Mark:
    """Return a state as a pill."""
    return Mark(called(state), state.tone, _TONES.get(state.tone, "circle-dot"))


def due_mark(row: KindCaseRow) -> Mark | None:
    """Return when a case is due, as a pill: late, today, later. None where it is over or has no time."""
    if row.due_at is None or row.closed_at is not None:
        return None
    now = elapsed.now()
    said = words.short(row.due_at)
    if row.due_at <= now:
        return Mark(said, "bad", "circle-alert")
    soon = words.local(row.due_at).date() == words.local(now).date()
    return Mark(said, "warning" if soon else "muted", "clock")


class TimeTextInput(DateTimeInput):
    """A day or a moment; `value()` is a text, as it crosses the wire. `optional`: it may be left out."""

    def __init__(self, *, date_only: bool, optional: bool) -> None:
        self._days = date_only
        super().__init__(optional=optional, date_only=date_only)

    def value(self) -> Any:
        moment = super().value()
        if moment is None:
            return None
        return words.local(moment).date().isoformat() if self._days else moment.isoformat()

    def set_value(self, value: Any) -> None:
        super().set_value(_moment(value) if isinstance(value, str) else value)

    def words_of(self, value: Any) -> str:
        """Return it as the field shows it; empty for none."""
        return super().words_of(_moment(value) if isinstance(value, str) else value)


def _moment(value: str) -> datetime | None:
    """Return a kept day or moment; a day is its midnight in the centre."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=words.zone())


def add_fields(
    form: Form,
    fields: Iterable[FieldSpec],
    choices: CaseChoices | None,
    required: Iterable[str] = (),
    files: Sequence[FileChoice] = (),
) -> None:
    """Put an input for each field into a form. `required`: those that must be filled beside the ones that always must; `files`: those
    of the case, which a field may name."""
    must = set(required)
    for field in fields:
        needed = field.required or field.code in must
        hint = words.pick(field.note_zh, field.note_en)
        form.add(field.code, called(field), input_of(field, choices, needed, files), required=needed, hint=hint)


def input_of(
    field: FieldSpec, choices: CaseChoices | None, required: bool, files: Sequence[FileChoice] = ()
) -> QWidget:
    """Return an input for a field; one that is not required offers to leave it empty."""
    if field.type in ("choice", "person", "branch", "call", "file"):
        nothing = [] if required else [Option(None, "–")]
        offered = [Option(key, said) for key, said in _offered(field, choices, files)]
        return Choice([*nothing, *offered], searchable=field.type != "choice" or len(offered) > 12)
    if field.type in ("date", "moment"):
        return TimeTextInput(date_only=field.type == "date", optional=not required)
    if field.type == "text":
        return TextArea(limit=4000, lines=3)
    return TextInput(limit=_LIMITS.get(field.type, 200))


def _offered(field: FieldSpec, choices: CaseChoices | None, files: Sequence[FileChoice]) -> Iterable[tuple[str, str]]:
    if field.type == "file":
        yield from ((str(one.key), one.name) for one in files)
        return
    if field.type == "choice":
        above = {one.code: one for one in field.words}
        leaves = {one.parent for one in field.words if one.parent is not None}
        for word in field.words:
            parent = above.get(word.parent or "")
            said = f"{called(parent)} / {called(word)}" if parent is not None else called(word)
            if word.code not in leaves:
                yield word.code, said
    elif choices is not None and field.type == "person":
        yield from ((str(one.id), words.pick(one.name, one.name_en)) for one in choices.people)
    elif choices is not None and field.type == "call":
        yield from ((str(one.key), words.pick(one.zh, one.en)) for one in choices.calls)
    elif choices is not None:
        yield from ((one.key, words.pick(one.zh, one.en)) for one in choices.branches)


def wire(values: Mapping[str, Any], kind: Kind) -> dict[str, str]:
    """Return what stands in a form's fields as it crosses the wire; "" for nothing."""
    return {
        code: str(value).strip() if value is not None else ""
        for code, value in values.items()
        if code in kind.fields_by_code
    }


def filled(values: Mapping[str, Any], kind: Kind) -> dict[str, str]:
    """Return the same without what is empty: for a new case."""
    return {code: value for code, value in wire(values, kind).items() if value}


def is_typed(field: FieldSpec) -> bool:
    """Return whether a field is typed as a text, and "" is nothing in it."""
    return field.type not in ("choice", "person", "branch", "call", "file", "date", "moment")


def form_values(case: KindCaseRow, kind: Kind) -> dict[str, Any]:
    """Return what a form shows of a case."""
    found: dict[str, Any] = {}
    for field in kind.fields:
        chosen = case.chosen.get(field.code)
        value = chosen.key if chosen is not None else case.fields.get(field.code)
        found[field.code] = value or ("" if is_typed(field) else None)
    return found


def said(field: FieldSpec, case: KindCaseRow) -> str:
    """Return a field of a case in words; "" for nothing."""
    if field.type in CHOSEN:
        chosen = case.chosen.get(field.code)
        return words.pick(chosen.zh, chosen.en) if chosen is not None else ""
    value = case.fields.get(field.code, "")
    moment = _moment(value) if field.type in ("date", "moment") else None
    if moment is not None:
        return words.date(moment) if field.type == "date" else words.date_time(moment)
    if field.type == "money" and value:
        return words.number(float(value), 2)
    return value


def short(field: FieldSpec, case: KindCaseRow) -> str:
    """Return a field as a list shows it."""
    moment = _moment(case.fields.get(field.code, "")) if field.type == "moment" else None
    return words.short(moment) if moment is not None else " ".join(said(field, case).split())


def titled(case: KindCase) -> str:
    """Return what stands above a case."""
    return f"{case.title} · {case.number}"
