"""The report of a project: only its calls, by day; answers counted with shares; people; whether the target is reached."""

import io

from openpyxl import load_workbook

from agent_desk.hub.calls.seat import seats
from agent_desk.hub.campaigns import at_seat, service
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.reports import projects
from agent_desk.models.kit import AuditEntry
from agent_desk.schemas.campaigns.records import AnswersForm, MoveForm, ProjectSheet
from tests.fixtures.calls import Story, agent, story
from tests.fixtures.campaigns import project_form
from tests.fixtures.hub import set_clocks
from tests.fixtures.people import Staff

__all__ = ["agent", "story"]


def answered(story: Story, agent: Caller, key: str, **answers: str) -> None:
    """A whole call with its answers."""
    story.talked(key)
    if answers:
        story.work(at_seat.save, story.call(key).id, AnswersForm(answers=answers), caller=agent)
    story.later(5_000).work(seats.done, caller=agent)
    story.later(60_000)


def cells(sheet: ProjectSheet, table: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in sheet.tables[table].rows]


def test_a_project_is_counted_by_what_was_its_own(story: Story, agent: Caller, staff: Staff) -> None:
    set_clocks(story.hub_context, lambda: story.at)
    boss = staff.caller("boss", "supervisor")
    answered(story, agent, "before")
    made = story.work(service.add, project_form(story.at, story.people["8001"], story.people["8002"]), caller=boss)
    made = story.work(service.move, made.id, MoveForm(move="start", version=made.version), caller=boss)
    stands = story.work(projects.progress, made.id, caller=boss)
    assert (stands.handled, stands.value, stands.met) == (0, 0.0, False)
    story.later(1_000)
    answered(story, agent, "c1", want="办理", heard="yes", branch="东山支行")
    answered(story, agent, "c2", want="考虑", heard="no")
    story.later(24 * 3_600_000 - 300_000)
    answered(story, agent, "c3", want="办理")
    made = story.work(service.move, made.id, MoveForm(move="end", version=made.version), caller=boss)
    story.later(1_000)
    answered(story, agent, "after")

    sheet = story.work(projects.sheet, made.id, caller=boss)
    assert (sheet.progress.handled, sheet.progress.answered_calls, sheet.progress.met) == (3, 3, True)
    assert [row[:3] for row in cells(sheet, 0)] == [["2025-11-13", "2", "2"], ["2025-11-14", "1", "1"]]
    assert "目标：换卡意向 = 办理 ≥ 1 · 2 · 已达到" in sheet.tables[0].notes
    assert cells(sheet, 1) == [
        ["是否知道换卡", "是", "1", "33.3 %"],
        ["是否知道换卡", "否", "1", "33.3 %"],
        ["是否知道换卡", "未回答", "1", "33.3 %"],
        ["换卡意向", "办理", "2", "66.7 %"],
        ["换卡意向", "考虑", "1", "33.3 %"],
        ["换卡意向", "不办", "0", "0.0 %"],
        ["换卡意向", "未回答", "0", "0.0 %"],
        ["意向网点", "已填写", "1", "33.3 %"],
        ["意向网点", "未回答", "2", "66.7 %"],
    ]
    assert [row[1:] for row in cells(sheet, 2)] == [["3", "3"], ["0", "0"]]

    book = load_workbook(io.BytesIO(story.work(projects.exported_workbook, made.id, lang="en", caller=boss)))
    assert [page.title for page in book.worksheets] == ["report", "report 2", "report 3"]
    with story.reading() as db:
        told = db.query(AuditEntry).filter(AuditEntry.action == "reports.export").one()
        assert told.entity_id == str(made.id) and told.detail["kind"] == "xlsx"
