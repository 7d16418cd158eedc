"""The report of a project: figures by day from the one library, answers counted by question, people; and how it stands now.

Figures are of the calls offered to its queues while it ran; a call that was offered before a pause and answered after it counts where it
was offered, as everywhere. Answers are counted by the words that were answered, over all editions of the project.
"""

import uuid
from collections import Counter
from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select

from agent_desk.hub.campaigns.service import require_seen
from agent_desk.hub.figures.service import Counts, Window, counting, goals_of, rules
from agent_desk.hub.kit.cells import cell, safe_file_name
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.workbook import workbook
from agent_desk.hub.reports.columns import call_columns
from agent_desk.hub.reports.tables import person_label, stretches
from agent_desk.models.calls.calls import CallLeg, Queue
from agent_desk.models.campaigns import ProjectAnswers, ProjectEdition, ProjectRun
from agent_desk.models.people import Person
from agent_desk.schemas.campaigns.records import AnswerField, ProjectContent, ProjectProgress, ProjectRow, ProjectSheet
from agent_desk.schemas.campaigns.words import SHEET, TARGETS, YES_NO
from agent_desk.schemas.figures.targets import FormulaWord
from agent_desk.schemas.kit.table import Cell, LanguageWord, Table, TableColumn, TableRow

UNANSWERED: Final = ""


def progress(unit: Unit, project_id: uuid.UUID) -> ProjectProgress:
    """Return how a project stands now. Raises NotFound."""
    return _progress(unit, require_seen(unit, project_id))


def sheet(unit: Unit, project_id: uuid.UUID, *, lang: LanguageWord = "zh") -> ProjectSheet:
    """Return the report as it is shown. Raises NotFound."""
    row = require_seen(unit, project_id)
    stands = _progress(unit, row)
    tables = [_days(unit, row, stands, lang), _answers(unit, row, lang), _people(unit, row, lang)]
    return ProjectSheet(project=row, progress=stands, tables=tables, file_name=safe_file_name(row.name))


def exported(unit: Unit, project_id: uuid.UUID, *, lang: LanguageWord = "zh") -> ProjectSheet:
    """As `sheet`, to be printed; who took it out is in the audit trail."""
    made = sheet(unit, project_id, lang=lang)
    rows = sum(len(one.rows) for one in made.tables)
    unit.audit("reports.export", "project", project_id, kind="pdf", rows=rows)
    return made


def exported_workbook(unit: Unit, project_id: uuid.UUID, *, lang: LanguageWord = "zh") -> bytes:
    """Return the XLSX file, a page for each table; who took it out is in the audit trail."""
    made = sheet(unit, project_id, lang=lang)
    rows = sum(len(one.rows) for one in made.tables)
    unit.audit("reports.export", "project", project_id, kind="xlsx", rows=rows)
    return workbook(made.tables[0], lang, pages=made.tables[1:])


# ---------------------------------------------------------------------- figures


def _windows(unit: Unit, row: ProjectRow) -> list[tuple[uuid.UUID, Window]]:
    """Return the stretches in which each queue's calls belonged to it, up to now."""
    runs = unit.db.scalars(
        select(ProjectRun).where(ProjectRun.project_id == row.id).order_by(ProjectRun.from_at, ProjectRun.queue_id)
    )
    return [(run.queue_id, Window(run.from_at, min(run.until_at or unit.now, unit.now), unit.zone)) for run in runs]


def _by_day(unit: Unit, row: ProjectRow) -> dict[str, Counts]:
    """Return counts by the centre's days, as they are written."""
    found: dict[str, Counts] = {}
    goals = goals_of(unit.db)
    for queue_id, window in _windows(unit, row):
        starts = window.days()
        for (of, cut), counts in counting.cells(unit.db, window, starts, goals).items():
            if of == queue_id:
                day = f"{stretches(starts, window)[cut][0].astimezone(window.zone):%Y-%m-%d}"
                found[day] = found.get(day, Counts()) + counts
    return dict(sorted(found.items()))


def _formula(unit: Unit) -> FormulaWord:
    return goals_of(unit.db).centre.target.formula


def _progress(unit: Unit, row: ProjectRow) -> ProjectProgress:
    counts = sum(_by_day(unit, row).values(), Counts())
    level = rules.service_level(counts, _formula(unit))
    answered = unit.db.scalar(
        select(func.count()).select_from(ProjectAnswers).where(ProjectAnswers.project_id == row.id)
    )
    value = {
        "none": None,
        "service_level": level,
        "handled": float(counts.answered),
        "answers": float(_answered(unit, row)[row.target.code][row.target.answer]) if row.target.code else 0.0,
    }[row.target.kind]
    wanted = row.target.value / 100 if row.target.kind == "service_level" else row.target.value
    return ProjectProgress(
        project_id=row.id,
        handled=counts.answered,
        offered=counts.offered,
        service_level=level,
        answered_calls=answered or 0,
        value=value,
        met=value >= wanted if value is not None else None,
    )


def _days(unit: Unit, row: ProjectRow, stands: ProjectProgress, lang: LanguageWord) -> Table:
    formula = _formula(unit)
    days = _by_day(unit, row)
    columns = call_columns(lambda counts: rules.service_level(counts, formula), formula)

    def line(name: str, counts: Counts) -> TableRow:
        return TableRow(cells=[Cell(text=name), *(cell(made.value(counts), made.form) for made in columns)])

    total = sum(days.values(), Counts())
    return Table(
        title=f"{row.name} · {SHEET['days'].say(lang)}",
        notes=_notes(unit, row, stands, lang),
        columns=[
            TableColumn(title=SHEET["day"].say(lang)),
            *(TableColumn(title=made.title(lang), form=made.form) for made in columns),
        ],
        rows=[line(day, counts) for day, counts in days.items()],
        total=line(SHEET["total"].say(lang), total),
    )


def _notes(unit: Unit, row: ProjectRow, stands: ProjectProgress, lang: LanguageWord) -> list[str]:
    """Return what stands above the figures: whose, when, what it was to reach and whether it has."""
    begun, over = row.started_at or row.from_at, row.ended_at or row.until_at
    names = unit.db.execute(
        select(Queue.name_zh, Queue.name_en).where(Queue.code.in_(row.queues)).order_by(Queue.position, Queue.code)
    )
    said = {
        "period": " – ".join(f"{one.astimezone(unit.zone):%Y-%m-%d %H:%M}" for one in (begun, over)),
        "queues": "、".join(zh if lang == "zh" else en for zh, en in names),
        "owner": row.owner.name,
        "target": _target(row, stands, lang),
        "conclusion": row.conclusion,
    }
    mark = "：" if lang == "zh" else ": "
    return [f"{SHEET[word].say(lang)}{mark}{text}" for word, text in said.items() if text]


def _target(row: ProjectRow, stands: ProjectProgress, lang: LanguageWord) -> str:
    target = row.target
    if target.kind == "none":
        return TARGETS["none"].say(lang)
    named = {one.code: one for one in row.asked()}
    what = TARGETS[target.kind].say(lang)
    if target.kind == "answers" and target.code in named:
        field = named[target.code]
        what = f"{field.label_zh if lang == 'zh' else field.label_en or field.label_zh} = {target.answer}"
    now = cell(stands.value, "share" if target.kind == "service_level" else "count").text
    state = SHEET["open" if stands.met is None else "met" if stands.met else "missed"].say(lang)
    return f"{what} ≥ {target.value} · {now} · {state}"


# ---------------------------------------------------------------------- answers


def _questions(unit: Unit, row: ProjectRow) -> dict[str, AnswerField]:
    """Return everything that was ever asked, the newest wording of each."""
    found: dict[str, AnswerField] = {}
    for one in unit.db.scalars(
        select(ProjectEdition).where(ProjectEdition.project_id == row.id).order_by(ProjectEdition.number)
    ):
        found |= {field.code: field for field in ProjectContent.model_validate(one.content).asked()}
    return found


def _answered(unit: Unit, row: ProjectRow) -> dict[str, Counter[str]]:
    """Return how often each answer was given, by question; `UNANSWERED` for calls with answers, but none to this question."""
    kept: Sequence[dict[str, str]] = unit.db.scalars(
        select(ProjectAnswers.answers).where(ProjectAnswers.project_id == row.id)
    ).all()
    return {code: Counter(one.get(code, UNANSWERED) for one in kept) for code in _questions(unit, row)}


def _answers(unit: Unit, row: ProjectRow, lang: LanguageWord) -> Table:
    rows = []
    counted = _answered(unit, row)
    for code, field in _questions(unit, row).items():
        found = _gathered(field, counted[code], lang)
        basis = sum(found.values())
        label = field.label_zh if lang == "zh" else field.label_en or field.label_zh
        for answer, number in found.items():
            share = number / basis if basis else None
            rows.append(
                TableRow(cells=[Cell(text=label), Cell(text=answer), cell(number, "count"), cell(share, "share")])
            )
    heads = ("question", "answer")
    return Table(
        title=f"{row.name} · {SHEET['answers'].say(lang)}",
        columns=[
            *(TableColumn(title=SHEET[one].say(lang)) for one in heads),
            TableColumn(title=SHEET["number"].say(lang), form="count"),
            TableColumn(title=SHEET["share"].say(lang), form="share"),
        ],
        rows=rows,
    )


def _gathered(field: AnswerField, found: Counter[str], lang: LanguageWord) -> dict[str, int]:
    """Return the answers in words with how often: every choice, also one that nobody gave; text as filled in or not, since it may
    name a customer."""
    none = SHEET["unanswered"].say(lang)
    if field.kind in ("choice", "yes_no"):
        codes = list(field.choices) if field.kind == "choice" else list(YES_NO)
        codes += [one for one in found if one not in codes and one != UNANSWERED]
        named = {one: YES_NO[one].say(lang) if field.kind == "yes_no" else one for one in codes}
        return {named[one]: found[one] for one in codes} | {none: found[UNANSWERED]}
    if field.kind == "text":
        given = sum(number for answer, number in found.items() if answer != UNANSWERED)
        return {SHEET["any_text"].say(lang): given, none: found[UNANSWERED]}
    return {answer: found[answer] for answer in sorted(found) if answer != UNANSWERED} | {none: found[UNANSWERED]}


# ---------------------------------------------------------------------- people


def _people(unit: Unit, row: ProjectRow, lang: LanguageWord) -> Table:
    """Return who works on it and who answered calls of it, with how many; answers kept beside."""
    handled: Counter[uuid.UUID] = Counter()
    for queue_id, window in _windows(unit, row):
        legs = (
            select(CallLeg.person_id, func.count())
            .where(
                CallLeg.queue_id == queue_id,
                CallLeg.answered_at >= window.start_at,
                CallLeg.answered_at < window.end_at,
            )
            .group_by(CallLeg.person_id)
        )
        for person_id, number in unit.db.execute(legs):
            handled[person_id] += number
    kept = dict(
        unit.db.execute(
            select(ProjectAnswers.person_id, func.count())
            .where(ProjectAnswers.project_id == row.id)
            .group_by(ProjectAnswers.person_id)
        ).all()
    )
    found = select(Person).where(Person.id.in_({*row.people, *handled})).order_by(Person.agent_code)
    return Table(
        title=f"{row.name} · {SHEET['people'].say(lang)}",
        columns=[
            TableColumn(title=SHEET["agent"].say(lang)),
            TableColumn(title=SHEET["handled"].say(lang), form="count"),
            TableColumn(title=SHEET["answers"].say(lang), form="count"),
        ],
        rows=[
            TableRow(
                cells=[
                    Cell(text=person_label(one, lang)),
                    cell(handled[one.id], "count"),
                    cell(kept.get(one.id, 0), "count"),
                ]
            )
            for one in unit.db.scalars(found)
        ],
    )
