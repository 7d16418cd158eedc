"""Statistics of complaints against a plain count over the rows; behind every cell stand as many complaints as it says."""

import io
import itertools
import json
import math
import random
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
from agent_desk.models.kinds import KindCase
from agent_desk.models.kit import SettingValue
from agent_desk.schemas.cases.rules import OPEN_STATES
from agent_desk.schemas.cases.settings import SIZES
from agent_desk.schemas.cases.statistics import AXES, CaseCell, CaseChoice, CaseSheet
from tests.fixtures.cases import NOW, ZONE, lists_of_the_form
from tests.fixtures.counted_cases import FIRST, LAST, handler, kept
from tests.fixtures.people import Staff

__all__ = ["handler", "kept", "lists_of_the_form"]


ENDS = {
    "review": ("asked", "upheld", "changed", "overturned"),
    "mediation": ("offered", "settled", "failed"),
    "rectification": ("mending", "effective"),
}
"""States of the cases that belong to complaints."""


@pytest.fixture
def ended(database: Database, kept: list[Complaint], handler: Caller) -> dict[Any, set[tuple[str, str]]]:
    """Cases that belong to some of the complaints: kind and state of each, by complaint."""
    chance, found = random.Random(17), {one.id: set[tuple[str, str]]() for one in kept}
    with database.write() as db:
        for one, (kind, states), again in itertools.product(kept, ENDS.items(), range(2)):
            if chance.random() < 0.6:
                continue
            state, name = chance.choice(states), f"{kind}-{one.number}-{again}"
            found[one.id].add((kind, state))
            db.add(
                KindCase(
                    number=name,
                    kind=kind,
                    kind_number=1,
                    state=state,
                    title=name,
                    fields={},
                    complaint_id=one.id,
                    opened_by=handler.person_id,
                    opened_at=one.received_at,
                    entered_at=one.received_at,
                )
            )
    return found


def by_hand(one: Complaint, cases: set[tuple[str, str]]) -> dict[str, float]:
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
        **{name: one.state != "merged" and bool(cases & those) for name, those in OF_CASES.items()},
        "answered": one.state != "merged" and one.satisfaction != "",
        "content": one.state != "merged" and one.satisfaction == "content",
    }


OF_CASES = {
    "reviewed": {("review", state) for state in ("upheld", "changed", "overturned")},
    "overturned": {("review", state) for state in ("changed", "overturned")},
    "mediated": {("mediation", state) for state in ("settled", "failed")},
    "settled": {("mediation", "settled")},
    "rectified": {("rectification", "effective")},
}


def texts(sheet: CaseSheet) -> dict[str, list[str]]:
    return {row.key: [cell.text for cell in row.cells[1:]] for row in sheet.rows}


def test_every_axis_says_what_a_plain_count_says(
    database: Database, in_unit: Callable[..., Any], handler: Caller, kept: list[Complaint], ended: dict[Any, Any]
) -> None:
    with database.read() as db:
        above = dict(db.execute(select(CaseTerm.axis + ":" + CaseTerm.key, CaseTerm.parent_key)).all())
    mine = [one for one in kept if FIRST <= one.received_at.astimezone(ZONE).date() <= LAST]
    assert 150 < len(mine) < len(kept)
    for axis, level in itertools.product(AXES, (1, 2, 3)):
        choice = CaseChoice(rows=axis, level=level, start=FIRST, end=LAST)  # type: ignore[arg-type]
        sheet = in_unit(statistics.sheet, choice, ZONE, caller=handler, now=NOW)
        wanted: dict[str, list[dict[str, float]]] = {}
        for one in mine:
            wanted.setdefault(key_of(one, axis, above, level), []).append(by_hand(one, ended[one.id]))
        assert texts(sheet) == {key: written(those) for key, those in wanted.items()}, (axis, level)
        assert [cell.text for cell in sheet.total.cells[1:]] == written([by_hand(one, ended[one.id]) for one in mine])


def key_of(one: Complaint, axis: str, above: dict[str, str | None], level: int) -> str:
    if axis in ("month", "quarter", "year"):
        day = one.received_at.astimezone(ZONE)
        return {"month": f"{day:%Y-%m}", "quarter": f"{day.year}-Q{(day.month + 2) // 3}", "year": f"{day.year}"}[axis]
    if axis == "branch":
        return one.branch_code or ""
    key: str = getattr(one, "case_class" if axis == "class" else axis)
    if axis in ("business", "cause", "channel"):
        path = [key]
        while parent := above[f"{axis}:{path[0]}"]:
            path.insert(0, parent)
        return path[:level][-1]
    return key


def written(those: list[dict[str, float]]) -> list[str]:
    sums = {name: sum(one[name] for one in those) for name in those[0]}
    took = sorted(one["days"] for one in those if one["decided"])

    def share(part: str, whole: str) -> str:
        return f"{round(sums[part] / sums[whole], 3) * 100:.1f} %" if sums[whole] else "–"

    def at_most(part: float) -> str:
        return f"{took[math.ceil(len(took) * part) - 1]:.0f}" if took else "–"

    return [
        f"{sums['received']:.0f}",
        f"{sums['counted']:.0f}",
        share("in_time", "judged"),
        f"{round(sums['days'] / sums['decided'], 1):.1f}" if took else "–",
        at_most(0.5),
        at_most(0.9),
        share("extended", "counted"),
        *(f"{sums[name]:.0f}" for name in ("withdrawn", "open", "overdue")),
        "–",
        "–",
        f"{sums['reviewed']:.0f}",
        share("overturned", "reviewed"),
        f"{sums['mediated']:.0f}",
        share("settled", "mediated"),
        f"{sums['rectified']:.0f}",
        share("content", "answered"),
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


@pytest.mark.parametrize("across", ["figures", "cause"])
def test_three_axes_in_one_table_say_what_a_plain_count_says(
    database: Database,
    in_unit: Callable[..., Any],
    handler: Caller,
    kept: list[Complaint],
    ended: dict[Any, Any],
    across: str,
) -> None:
    with database.read() as db:
        above = dict(db.execute(select(CaseTerm.axis + ":" + CaseTerm.key, CaseTerm.parent_key)).all())
    mine = [one for one in kept if FIRST <= one.received_at.astimezone(ZONE).date() <= LAST]
    for outer, inner, level in (("channel", "business", 1), ("branch", "quarter", 1), ("grade", "business", 2)):
        choice = CaseChoice(rows=outer, inner=inner, across=across, level=level, start=FIRST, end=LAST, lang="en")  # type: ignore[arg-type]
        sheet = in_unit(statistics.sheet, choice, ZONE, caller=handler, now=NOW)
        wanted: dict[tuple[str, str | None], list[Complaint]] = {}
        for one in mine:
            at = key_of(one, outer, above, level)
            for key in ((at, None), (at, key_of(one, inner, above, level))):
                wanted.setdefault(key, []).append(one)
        assert {(row.key, row.inner) for row in sheet.rows} == wanted.keys()
        # A subtotal stands before its parts, and in an export each line says by itself what it is of.
        outers = [row.key for row in sheet.rows]
        assert outers == sorted(outers, key=outers.index) and sheet.rows[0].inner is None
        assert all((row.cells[1].text == "Subtotal") == (row.inner is None) for row in sheet.rows)
        columns = {column.key: at for at, column in enumerate(sheet.columns)}
        for row in sheet.rows:
            those = wanted[row.key, row.inner]
            if across == "figures":
                assert [cell.text for cell in row.cells[2:]] == written([by_hand(one, ended[one.id]) for one in those])
                continue
            for key, at in columns.items():
                if key.startswith("at:"):
                    there = [one for one in those if key_of(one, across, above, level) == key.removeprefix("at:")]
                    assert row.cells[at].value == sum(one.state != "merged" for one in there), (outer, row.key, key)
            assert row.cells[columns["received"]].value == len(those)
        part = max(
            (row for row in sheet.rows if row.inner),
            key=lambda row: row.cells[columns["received"]].value or 0,
        )
        place = CaseCell(**choice.model_dump(), row=part.key, part=True, inner_row=part.inner or "", column="received")
        page = in_unit(statistics.behind, place, ZONE, caller=handler, now=NOW)
        assert len(page.items) == len(wanted[part.key, part.inner])
        assert {one.number for one in page.items} == {one.number for one in wanted[part.key, part.inner]}


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
        ({"start": FIRST, "end": LAST, "inner": "business"}, {"inner": "same_axis"}),
        ({"start": FIRST, "end": LAST, "inner": "month", "across": "month"}, {"inner": "same_axis"}),
        (
            {"start": FIRST, "end": LAST, "inner": "cause", "against_start": FIRST, "against_end": LAST},
            {"across": "not_compared"},
        ),
        ({"start": FIRST, "end": LAST, "against_start": FIRST}, {"against_end": "bad_period"}),
        ({"start": FIRST, "end": LAST, "against_start": LAST, "against_end": FIRST}, {"against_end": "bad_period"}),
        (
            {"start": FIRST, "end": LAST, "rows": "month", "against_start": FIRST, "against_end": LAST},
            {"across": "not_compared"},
        ),
    ],
)
def test_what_cannot_be_asked_is_said(
    in_unit: Callable[..., Any], handler: Caller, choice: dict[str, Any], fault: dict[str, str]
) -> None:
    with pytest.raises(InvalidForm) as refused:
        in_unit(statistics.sheet, CaseChoice(**choice), ZONE, caller=handler, now=datetime.now(UTC))
    assert refused.value.values["fields"] == fault


JANUARY, FEBRUARY = (date(2026, 1, 1), date(2026, 1, 31)), (date(2026, 2, 1), date(2026, 2, 28))


def test_two_periods_stand_side_by_side_and_say_what_is_more_than_chance(
    in_unit: Callable[..., Any], handler: Caller, kept: list[Complaint], database: Database
) -> None:
    with database.write() as db:
        # A heap of new ones about one business in February, from all over the place.
        like = kept[0]
        for number in range(40):
            db.add(
                Complaint(
                    **{name: getattr(like, name) for name in ("source", "channel", "business", "cause", "wish")},
                    number=f"NEW{number}",
                    narrative="自助机吞卡",
                    received_at=datetime(2026, 2, 10, 4, tzinfo=UTC) + timedelta(hours=number),
                    due_at=datetime(2026, 3, 1, tzinfo=UTC),
                    opened_by=handler.person_id,
                )
            )
    choice = CaseChoice(
        rows="business",
        level=3,
        start=FEBRUARY[0],
        end=FEBRUARY[1],
        against_start=JANUARY[0],
        against_end=JANUARY[1],
    )
    sheet = in_unit(statistics.sheet, choice, ZONE, caller=handler, now=NOW)
    at = {column.key: place for place, column in enumerate(sheet.columns)}
    alone = {
        first: {
            row.key: row.cells[2].text
            for row in in_unit(
                statistics.sheet,
                CaseChoice(rows="business", level=3, start=first, end=last),
                ZONE,
                caller=handler,
                now=NOW,
            ).rows
        }
        for first, last in (JANUARY, FEBRUARY)
    }
    for row in sheet.rows:
        assert row.cells[at["counted"]].text == alone[FEBRUARY[0]].get(row.key, "0")
        assert row.cells[at["before:counted"]].text == alone[JANUARY[0]].get(row.key, "0")
    marked = {row.key: row.cells[at["chance"]].text for row in sheet.rows}
    assert marked.pop(like.business) == "增加，不止偶然"
    assert set(marked.values()) == {"可能是偶然"}, "the others were drawn evenly"
    cell = CaseCell(**choice.model_dump(), row=like.business, column="before:counted")
    page = in_unit(statistics.behind, cell, ZONE, caller=handler, now=NOW)
    assert len(page.items) == int(alone[JANUARY[0]].get(like.business, "0"))
    assert all(one.received_at.astimezone(ZONE).month == 1 for one in page.items)


def test_complaints_are_set_against_outlets_and_customers_of_the_day(
    in_unit: Callable[..., Any], handler: Caller, kept: list[Complaint], database: Database
) -> None:
    def put(value: dict[str, Any], day: date) -> None:
        with database.write() as db:
            counts = datetime(day.year, day.month, day.day, tzinfo=ZONE)
            db.add(
                SettingValue(key=SIZES.key, value=value, version=day.toordinal(), counts_from=counts, changed_at=counts)
            )

    put({"branches": ["001=10/200000", "002=30/100000"]}, date(2026, 2, 1))
    put({"branches": ["001=20/200000", "002=30/100000"]}, date(2026, 3, 1))

    def per(first: date, last: date) -> dict[str, list[str]]:
        choice = CaseChoice(rows="branch", start=first, end=last)
        sheet = in_unit(statistics.sheet, choice, ZONE, caller=handler, now=NOW)
        return {row.key: [row.cells[at].text for at in (2, 11, 12)] for row in [*sheet.rows, sheet.total]}

    for first, last in (JANUARY, FEBRUARY):
        found = per(first, last)
        assert found[""][1:] == ["–", "–"], "complaints of no branch are set against none"
        for key, outlets, customers in (("001", 10, 200_000), ("002", 30, 100_000), ("total", 40, 300_000)):
            count = int(found[key][0])
            assert found[key][1:] == [f"{count * 1000 / outlets:,.1f}", f"{count * 1e7 / customers:,.1f}"]
    assert per(date(2026, 2, 15), date(2026, 3, 1))["001"][1] != "–"
    twice = {"branches": ["001=10/2", "001=11/2"]}
    assert SIZES.faults_in(twice) == {"branches": "twice"}
