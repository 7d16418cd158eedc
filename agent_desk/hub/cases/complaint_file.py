"""Lists that a source forwards: each line a complaint as if registered by hand, looked at first, taken together or not at all.

What is there under the same number of the same source is not registered again, however often the list is loaded. The columns that
somebody chose are remembered for the source.
"""

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pydantic import ValidationError
from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert

from agent_desk.hub.cases import checks, seen, service
from agent_desk.hub.cases.clock import law_on, receipt
from agent_desk.hub.cases.rules import due
from agent_desk.hub.cases.terms import TermTable, term_table
from agent_desk.hub.cases.words import day_words
from agent_desk.hub.kit import scope, table_file
from agent_desk.hub.kit.errors import HubError, InvalidForm, NotFound
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.user_files import TableRow, UserFileFault, day_of, number_text
from agent_desk.models.cases import CaseTerm, Complaint, ComplaintListColumns
from agent_desk.models.customers import Branch, Customer
from agent_desk.schemas.cases.complaint_file import (
    COLUMNS,
    HEADINGS,
    NEEDED,
    ComplaintFileAsk,
    ComplaintFileForm,
    ComplaintFileView,
    ComplaintLine,
)
from agent_desk.schemas.cases.records import AxisWord, NewComplaint
from agent_desk.schemas.cases.words import FAULTS, FIELDS
from agent_desk.schemas.kit.bounded import fault_of
from agent_desk.schemas.kit.settings import Words
from agent_desk.schemas.kit.table_file import ChosenColumn
from agent_desk.schemas.kit.vocabulary import WRONG

_AXES: Final[tuple[AxisWord, ...]] = ("channel", "business", "cause", "wish")
_ONE_LOADS: Final = text("SELECT pg_advisory_xact_lock(hashtextextended('complaint list ' || :source, 0))")
_MONEY: Final = re.compile(r"[,，元￥¥\s]")
_LONGEST: Final = {"source_number": 60, "complainant": checks.NAME_LIMIT, "department": 80}


class ComplaintFileRefused(HubError):
    """A list cannot be taken as it was chosen; nothing was registered. `n`: lines that are refused."""

    id, status = "complaint_file_refused", 422
    sentence = "{n} of the chosen lines are refused; nothing was registered. Look at the file again."


@dataclass(frozen=True, slots=True)
class Known:
    """What lines name: terms and branches by what they may be called, and the complaints that are there, by the source's number."""

    terms: TermTable
    choices: checks.Choices
    keys: Mapping[AxisWord, Mapping[str, str]]
    branches: Mapping[str, str]
    there: Mapping[str, tuple[uuid.UUID, str]]


def look(unit: Unit, form: ComplaintFileAsk) -> ComplaintFileView:
    """Return what each line of a list is, in words; nothing is registered. Raises InvalidForm for a source that there is not."""
    scope.reach(unit, seen.HANDLE)
    return _walked(unit, form, None)


def take(unit: Unit, form: ComplaintFileForm) -> ComplaintFileView:
    """Register the chosen lines, all of them or none. Raises ComplaintFileRefused, InvalidForm."""
    scope.reach(unit, seen.HANDLE)
    unit.db.execute(_ONE_LOADS, {"source": form.source})
    wanted = set(form.lines)
    found = _walked(unit, form, wanted)
    refused = [row for row in found.rows if row.change == "refused"]
    if found.fault_en or refused or len(found.rows) != len(wanted):
        raise ComplaintFileRefused(n=len(refused) or len(wanted))
    _remember(unit, form)
    new = found.count("new")
    if new:
        numbers = [row.number for row in found.rows if row.change == "new"]
        unit.audit("cases.file", "complaint", "", file=form.name, source=form.source, added=new, numbers=numbers)
    return found


def _walked(unit: Unit, form: ComplaintFileAsk, wanted: set[int] | None) -> ComplaintFileView:
    """Return each line as it is; with `wanted` these alone, and each that is new is registered."""
    if form.source not in _names(term_table(unit.db), "source").values():
        raise InvalidForm({"source": "unknown"})
    remembered = _remembered(unit, form)
    known_by_hand = {one.heading for one in form.columns}
    as_chosen = [
        *form.columns,
        *(
            ChosenColumn(heading=head, column=column)
            for head, column in remembered.items()
            if head not in known_by_hand
        ),
    ]
    asked = form.model_copy(update={"columns": as_chosen})
    try:
        table, heads = table_file.read(asked, HEADINGS, NEEDED)
    except UserFileFault as fault:
        heads = table_file.heads_of(asked, HEADINGS, NEEDED)
        return ComplaintFileView(heads=heads, fault_zh=fault.zh, fault_en=fault.en)
    view = ComplaintFileView(heads=heads)
    view.rows += [
        ComplaintLine(line=bad.line, change="refused", zh=bad.zh, en=bad.en)
        for bad in table.bad
        if wanted is None or bad.line in wanted
    ]
    known, before = _known(unit, form, [row.cells.get("source_number", "") for row in table.rows]), dict[str, int]()
    for row in table.rows:
        if wanted is None or row.line in wanted:
            view.rows.append(_one(unit, form, row, known, before, register=wanted is not None))
    view.rows.sort(key=lambda one: one.line)
    return view


def _known(unit: Unit, form: ComplaintFileAsk, numbers: list[str]) -> Known:
    terms = term_table(unit.db)
    branches: dict[str, str] = {}
    for one in unit.db.scalars(select(Branch).where(Branch.active)):
        branches |= dict.fromkeys((one.code.lower(), one.name_zh.lower(), (one.name_en or one.code).lower()), one.code)
    there = select(Complaint.source_number, Complaint.id, Complaint.number).where(
        Complaint.source == form.source, Complaint.source_number.in_({one for one in numbers if one})
    )
    return Known(
        terms=terms,
        choices=terms.choices(),
        keys={axis: _names(terms, axis) for axis in (*_AXES, "urgency")},
        branches=branches,
        there={number: (id_, own) for number, id_, own in unit.db.execute(there)},
    )


def _names(terms: TermTable, axis: AxisWord) -> dict[str, str]:
    """Return the key of each term that may be chosen, by its key, its number and its names."""
    found: dict[str, str] = {}
    rows: list[CaseTerm] = terms.leaves(axis)
    for row in rows:
        for name in (row.key, row.code, row.name_zh, row.name_en):
            if name:
                found.setdefault(name.strip().lower(), row.key)
    return found


# ---------------------------------------------------------------------- a line


class _Refused(Exception):
    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(zh, en)


def _one(
    unit: Unit, ask: ComplaintFileAsk, row: TableRow, known: Known, before: dict[str, int], *, register: bool
) -> ComplaintLine:
    cells = {name: value for name, value in row.cells.items() if name in COLUMNS and value}
    number = cells.get("source_number", "")
    line = ComplaintLine(
        line=row.line, change="refused", source_number=number[:60], complainant=cells.get("complainant", "")[:120]
    )
    try:
        for name in NEEDED:
            if not cells.get(name):
                raise _missing(name)
        number = number_text(COLUMNS["source_number"].zh, number)
        if number in before:
            raise _Refused(f"与第 {before[number]} 行编号相同。", f"The same number stands on line {before[number]}.")
        before[number] = row.line
        if number in known.there:
            id_, own = known.there[number]
            said = {
                "change": "same",
                "id": id_,
                "number": own,
                "zh": f"已登记：{own}。",
                "en": f"There already: {own}.",
            }
            return line.model_copy(update=said)
        form, note = _form(unit, ask, {**cells, "source_number": number}, known)
        faults = service.faults_in(unit, form, known.choices)
        if faults:
            raise InvalidForm(faults)
        due_on = _due_on(unit, form)
        said = {
            "change": "new",
            "received_on": form.received_on,
            "due_on": due_on,
            "note_zh": note.zh,
            "note_en": note.en,
        }
        zh, en = day_words(due_on)
        said |= {"zh": f"可登记，到期 {zh}。", "en": f"To register; due {en}."}
        if register:
            made = service.open_complaint(unit, form, unit.zone)
            said |= {"id": made.id, "number": made.number, "due_on": made.due_on}
        return line.model_copy(update=said)
    except _Refused as fault:
        return line.model_copy(update={"zh": fault.words.zh, "en": fault.words.en})
    except UserFileFault as fault:
        return line.model_copy(update={"zh": f"{fault.zh}。", "en": f"{fault.en}."})
    except InvalidForm as fault:
        zhs, ens = zip(*_sentences(fault.values["fields"]), strict=True)
        return line.model_copy(update={"zh": "".join(zhs), "en": " ".join(ens)})


def _form(unit: Unit, ask: ComplaintFileAsk, cells: Mapping[str, str], known: Known) -> tuple[NewComplaint, Words]:
    """Return a line as the form has it, and what is to be looked at all the same. Raises _Refused, InvalidForm."""
    found: dict[str, Any] = {
        "source": ask.source,
        "source_number": cells["source_number"],
        "narrative": cells["narrative"],
        "case_class": ask.case_class,
        "received_on": _day("received_on", cells),
        "source_on": _day("source_on", cells),
        "happened_on": _day("happened_on", cells),
        "complainant": cells.get("complainant", ""),
        "about_department": cells.get("department", ""),
    }
    for name, longest in _LONGEST.items():
        if len(cells.get(name, "")) > longest:
            raise _Refused(f"{COLUMNS[name].zh}过长。", f"{COLUMNS[name].en} is too long.")
    for axis in _AXES:
        found[axis] = _term(axis, cells, known) or getattr(ask, axis)
    if urgency := _term("urgency", cells, known):
        found["urgency"] = urgency
    if "branch" in cells:
        code = known.branches.get(cells["branch"].lower())
        if code is None:
            raise _Refused(f"没有机构“{cells['branch']}”。", f"There is no branch '{cells['branch']}'.")
        found["about_branch_code"] = code
    if "customer" in cells:
        found["customer_id"] = _customer(unit, cells["customer"])
    if "amount" in cells:
        found["amount"] = _MONEY.sub("", cells["amount"])
    note = Words("", "")
    if "people" in cells:
        if not cells["people"].isdecimal():
            raise _Refused("投诉人数不是数字。", "How many complain is no number.")
        if (people := int(cells["people"])) > 1:
            found |= {"people": people, "party": "group", "representatives": [found["complainant"] or "–"]}
    if not found["complainant"] and "customer_id" not in found and "party" not in found:
        found["party"] = "anonymous"
        note = Words("没有投诉人，按匿名登记。", "No complainant: taken as anonymous.")
    try:
        return NewComplaint.model_validate(found), note
    except ValidationError as fault:
        raise InvalidForm({str(one["loc"][0]): fault_of(one) for one in fault.errors()}) from fault


def _term(axis: AxisWord, cells: Mapping[str, str], known: Known) -> str:
    """Return the key of the term that a line names; "" where it names none. Raises _Refused."""
    said = cells.get(axis, "").strip()
    if not said:
        return ""
    last = re.split(r"[/／>＞]", said)[-1].strip().lower()
    key = known.keys[axis].get(said.lower()) or known.keys[axis].get(last)
    if key is None:
        column = COLUMNS[axis]
        raise _Refused(f"{column.zh}中没有“{said}”。", f"{column.en}: there is no '{said}'.")
    return key


def _customer(unit: Unit, typed: str) -> uuid.UUID:
    found = unit.db.scalar(select(Customer.id).where(func.upper(Customer.number) == typed.strip().upper()))
    try:
        if found is None:
            raise NotFound(what="customer")
        scope.require_customer(unit, "customers.view", found)
    except NotFound:
        raise _Refused("没有该客户号，或不在您的查看范围内。", "There is no such customer within your reach.") from None
    return found


def _day(name: str, cells: Mapping[str, str]) -> date | None:
    if name not in cells:
        return None
    day = day_of(cells[name])
    if day is None:
        column = COLUMNS[name]
        raise _Refused(
            f"{column.zh}“{cells[name]}”不是 2026-12-01 这样的日期。",
            f"{column.en}: '{cells[name]}' is not a date like 2026-12-01.",
        )
    return day


def _missing(name: str) -> _Refused:
    column = COLUMNS[name]
    return _Refused(f"缺少{column.zh}。", f"{column.en} is missing.")


def _due_on(unit: Unit, form: NewComplaint) -> date:
    received_at = receipt(None, form.received_on, unit.now, unit.zone)
    law = law_on(unit.db, received_at, unit.zone)
    return due(received_at, form.case_class, law=law, zone=unit.zone, as_of=unit.now).due_on


def _sentences(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, code in fields.items():
        column = COLUMNS.get(name) or FIELDS.get(name)
        said = FAULTS.get(code, WRONG)
        zh, en = (column.zh, column.en) if column is not None else ("", "")
        yield (f"{zh}：{said.zh}" if zh else said.zh), (f"{en}: {said.en}" if en else said.en)


# ---------------------------------------------------------------------- columns of a source


def _remembered(unit: Unit, form: ComplaintFileAsk) -> dict[str, str]:
    """Return what the headings of this source's lists were taken for the last time."""
    row = unit.db.get(ComplaintListColumns, form.source)
    return {head: column for head, column in (row.columns if row is not None else {}).items() if column in COLUMNS}


def _remember(unit: Unit, form: ComplaintFileAsk) -> None:
    """Remember the columns that somebody chose, beside those that were chosen before."""
    if not form.columns:
        return
    columns = _remembered(unit, form) | {one.heading: one.column for one in form.columns}
    kept = {head: column for head, column in columns.items() if column}
    new = insert(ComplaintListColumns).values(source=form.source, columns=kept)
    unit.db.execute(
        new.on_conflict_do_update(
            index_elements=["source"],
            set_={"columns": new.excluded.columns, "version": ComplaintListColumns.version + 1},
        )
    )
