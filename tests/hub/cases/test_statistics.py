"""Statistics of complaints against a plain count over the rows; behind every cell stand as many complaints as it says."""

import io
import itertools
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from typer.testing import CliRunner

from agent_desk.cli import hub_commands
from agent_desk.hub.cases import statistics
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.security import Caller
from agent_desk.models.cases import CaseTerm, Complaint
from agent_desk.schemas.cases.rules import OPEN_STATES
from agent_desk.schemas.cases.statistics import AXES, CaseCell, CaseChoice, CaseSheet
from tests.fixtures.cases import NOW, ZONE, lists_of_the_form
from tests.fixtures.counted_cases import FIRST, LAST, handler, kept
from tests.fixtures.people import Staff

__all__ = ["handler", "kept", "lists_of_the_form"]


def by_hand(one: Complaint) -> dict[str, float]:
    """What one complaint adds to each number, said as plainly as it can be."""
    due = one.received_at + timedelta(days=15) if one.round > 1 else one.due_at
    judged = one.state not in ("merged", "withdrawn") and (one.told_at is not None or due <= NOW)
    decided = one.state != "merged" and one.decided_at is not None
    return {
        "received": 1,
        "counted": one.state != "merged",
        "judged": judged,
        "in_time": judged and one.told_at is not None and one.told_at < due,
        "decided": decided,
        "days": (one.decided_at.astimezone(ZONE).date() - one.received_at.astimezone(ZONE).date()).days
        if decided
        else 0,
        "extended": one.state != "merged" and one.case_class == "extended",
        "withdrawn": one.state == "withdrawn",
        "open": one.state in OPEN_STATES,
        "overdue": one.state in OPEN_STATES and one.due_at <= NOW,
    }


def texts(sheet: CaseSheet) -> dict[str, list[str]]:
    return {row.key: [cell.text for cell in row.cells[1:]] for row in sheet.rows}


def test_every_axis_says_what_a_plain_count_says(
    database: Database, in_unit: Callable[..., Any], handler: Caller, kept: list[Complaint]
) -> None:
    with database.read() as db:
        above = dict(db.execute(select(CaseTerm.axis + ":" + CaseTerm.key, CaseTerm.parent_key)).all())
    mine = [one for one in kept if FIRST <= one.received_at.astimezone(ZONE).date() <= LAST]
    assert 150 < len(mine) < len(kept)
    for axis, level in itertools.product(AXES, (1, 2, 3)):
        choice = CaseChoice(rows=axis, level=level, start=FIRST, end=LAST)  # type: ignore[arg-type]
        sheet = in_unit(statistics.sheet, choice, ZONE, caller=handler, now=NOW)
        wanted: dict[str, dict[str, float]] = {}
        for one in mine:
            sums = wanted.setdefault(key_of(one, axis, above, level), dict.fromkeys(by_hand(one), 0))
            for name, adds in by_hand(one).items():
                sums[name] += adds
        assert texts(sheet) == {key: written(sums) for key, sums in wanted.items()}, (axis, level)
        whole = {name: sum(sums[name] for sums in wanted.values()) for name in by_hand(mine[0])}
        assert [cell.text for cell in sheet.total.cells[1:]] == written(whole)


def key_of(one: Complaint, axis: str, above: dict[str, str | None], level: int) -> str:
    if axis == "month":
        return one.received_at.astimezone(ZONE).strftime("%Y-%m")
    if axis == "branch":
        return one.branch_code or ""
    key: str = getattr(one, "case_class" if axis == "class" else axis)
    if axis in ("business", "cause", "channel"):
        path = [key]
        while parent := above[f"{axis}:{path[0]}"]:
            path.insert(0, parent)
        return path[:level][-1]
    return key


def written(sums: dict[str, float]) -> list[str]:
    def share(part: str, whole: str) -> str:
        return f"{round(sums[part] / sums[whole], 3) * 100:.1f} %" if sums[whole] else "–"

    days = f"{round(sums['days'] / sums['decided'], 1):.1f}" if sums["decided"] else "–"
    return [
        f"{sums['received']:.0f}",
        f"{sums['counted']:.0f}",
        share("in_time", "judged"),
        days,
        share("extended", "counted"),
        *(f"{sums[name]:.0f}" for name in ("withdrawn", "open", "overdue")),
    ]


def test_two_axes_add_up_and_behind_each_cell_stand_its_complaints(
    in_unit: Callable[..., Any], handler: Caller, kept: list[Complaint]
) -> None:
    choice = CaseChoice(rows="business", across="month", level=1, start=FIRST, end=LAST)
    sheet = in_unit(statistics.sheet, choice, ZONE, caller=handler, now=NOW)
    alone = in_unit(statistics.sheet, choice.model_copy(update={"across": "figures"}), ZONE, caller=handler, now=NOW)
    assert [column.title for column in sheet.columns[1:5]] == ["2025-11", "2025-12", "2026-01", "2026-02"]
    for row, other in zip(sheet.rows, alone.rows, strict=True):
        numbers = [int(cell.value or 0) for cell in row.cells[1:]]
        assert sum(numbers[:4]) == numbers[4] == other.cells[2].value
        assert numbers[5] == other.cells[1].value, "before the merging"
    row = max(sheet.rows, key=lambda one: one.cells[2].value or 0)
    for at, column in enumerate(sheet.columns[1:], 1):
        cell = CaseCell(**choice.model_dump(), row=row.key, column=column.key)
        page = in_unit(statistics.behind, cell, ZONE, caller=handler, now=NOW)
        assert page.next is None and len(page.items) == row.cells[at].value, column.key


def test_who_sees_their_own_has_the_statistics_of_those(
    in_unit: Callable[..., Any], staff: Staff, database: Database, kept: list[Complaint]
) -> None:
    agent = staff.caller("a1", "agent", agent_code="1001")
    choice = CaseChoice(start=FIRST, end=LAST)
    sheet = in_unit(statistics.sheet, choice, ZONE, caller=agent, now=NOW)
    assert sheet.rows == [] and "仅含本人可见的投诉。" in sheet.notes


def test_the_workbook_is_the_sheet_cell_by_cell_and_its_export_is_written_down(
    in_unit: Callable[..., Any], handler: Caller, kept: list[Complaint], database: Database
) -> None:
    choice = CaseChoice(rows="cause", start=FIRST, end=LAST, lang="en")
    sheet = in_unit(statistics.sheet, choice, ZONE, caller=handler, now=NOW)
    content = in_unit(statistics.exported_workbook, choice, ZONE, caller=handler, now=NOW)
    page = load_workbook(io.BytesIO(content)).active
    assert page is not None
    lines = [[cell.value for cell in line] for line in page.iter_rows()]
    head = next(at for at, line in enumerate(lines) if line[0] == "Cause (C)")
    shown = [
        [cell.value if cell.value is not None else cell.text for cell in row.cells]
        for row in [*sheet.rows, sheet.total]
    ]
    assert lines[head + 1 :] == shown


def test_the_command_prints_the_same_table_and_writes_the_same_workbook(
    in_unit: Callable[..., Any], handler: Caller, kept: list[Complaint], database_url: str, tmp_path: Path
) -> None:
    choice = CaseChoice(rows="cause", level=1, start=date(2026, 1, 1), end=date(2026, 1, 31), lang="en")
    sheet = in_unit(statistics.sheet, choice, ZONE, caller=handler, now=NOW)
    asked = ["report", "complaints", "--rows", "cause", "--level", "1", "--database", database_url]

    def run(*more: str) -> Any:
        return CliRunner().invoke(hub_commands(), [*asked, *more], env={"AGENT_DESK_LANG": "en"})

    file = tmp_path / "january.xlsx"
    told = run("--month", "2026-01", "--json", "--xlsx", str(file))
    assert told.exit_code == 0, told.output
    printed = json.loads(told.stdout)
    # What is overdue moves with the clock, which a command cannot be given.
    kinds = [at for at, column in enumerate(sheet.columns) if column.key not in ("in_time", "overdue")]
    assert [[row["cells"][at]["text"] for at in kinds] for row in [*printed["rows"], printed["total"]]] == [
        [row.cells[at].text for at in kinds] for row in [*sheet.rows, sheet.total]
    ]
    page = load_workbook(file).active
    assert page is not None and page.cell(1, 1).value == sheet.title
    assert "Pricing and fees" in run("--from", "2026-01-01", "--to", "2026-01-31").stdout
    for wrong in ([], ["--month", "January"], ["--month", "2026-01", "--to", "2026-01-31"]):
        refused = run(*wrong)
        assert refused.exit_code == 2 and "Give a month" in refused.stderr


@pytest.mark.parametrize(
    ("choice", "fault"),
    [
        ({"start": LAST, "end": FIRST}, {"end": "bad_period"}),
        ({"start": FIRST, "end": LAST, "across": "business"}, {"across": "same_axis"}),
    ],
)
def test_what_cannot_be_asked_is_said(
    in_unit: Callable[..., Any], handler: Caller, choice: dict[str, Any], fault: dict[str, str]
) -> None:
    with pytest.raises(InvalidForm) as refused:
        in_unit(statistics.sheet, CaseChoice(**choice), ZONE, caller=handler, now=datetime.now(UTC))
    assert refused.value.values["fields"] == fault
