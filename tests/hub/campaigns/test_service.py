"""Projects at the hub: started and ended by their time, calls keep the edition under which they were answered, people join and
leave with it, and somebody is told what must be done."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.calls.seat import seats
from agent_desk.hub.campaigns import at_seat, duties, service
from agent_desk.hub.campaigns.errors import AnswersMissing, ProjectOver, QueueHasProject
from agent_desk.hub.kit.errors import HubError, InvalidForm, StaleVersion, TransitionRefused
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.knowledge.search import search
from agent_desk.models.calls.calls import AgentState, Queue, QueueMember
from agent_desk.models.campaigns import ProjectAnswers
from agent_desk.models.knowledge import Article, KnowledgeCategory
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.campaigns.records import AnswersForm, CallProject, MoveForm, ProjectRow
from tests.fixtures.calls import Story
from tests.fixtures.campaigns import BRANCH, project_form
from tests.fixtures.hub import set_clocks
from tests.fixtures.people import Staff


@pytest.fixture
def boss(story: Story, staff: Staff) -> Caller:
    """Somebody who plans projects; hub and database go by the story's time."""
    set_clocks(story.hub_context, lambda: story.at)
    return staff.caller("boss", "supervisor")


@contextmanager
def refused(kind: type[HubError], named: str) -> Iterator[None]:
    """It is refused, and what is said names this."""
    with pytest.raises(kind) as found:
        yield
    assert named in str(found.value.values)


def move(story: Story, boss: Caller, row: ProjectRow, name: Any, why: str = "") -> ProjectRow:
    made: ProjectRow = story.work(service.move, row.id, MoveForm(move=name, why=why, version=row.version), caller=boss)
    return made


def running(story: Story, boss: Caller, **more: Any) -> ProjectRow:
    row = story.work(service.add, project_form(story.at, story.people["8001"], **more), caller=boss)
    return move(story, boss, row, "start")


def of_call(story: Story, agent: Caller, key: str) -> CallProject:
    found: CallProject = story.work(at_seat.of_call, story.call(key).id, caller=agent)
    return found


def save(story: Story, agent: Caller, key: str, version: int = 0, **answers: str) -> CallProject:
    form = AnswersForm(answers=answers, version=version)
    kept: CallProject = story.work(at_seat.save, story.call(key).id, form, caller=agent)
    return kept


def work(story: Story) -> list[tuple[str, str]]:
    with story.reading() as db:
        return [(row.title_zh, row.state) for row in db.scalars(select(WorkItem).where(WorkItem.kind == "project"))]


def members(story: Story, code: str) -> set[str]:
    codes = {person: code for code, person in story.people.items()}
    with story.reading() as db:
        found = select(QueueMember.person_id).join(Queue, Queue.id == QueueMember.queue_id).where(Queue.code == code)
        return {codes[one] for one in db.scalars(found)}


def test_a_project_starts_and_ends_by_its_time(story: Story, boss: Caller, agent: Caller) -> None:
    planned = story.work(service.add, project_form(story.at + timedelta(hours=2)), caller=boss)
    assert (planned.state, planned.moves) == ("planned", ["start", "end"])
    assert duties.look(story.hub_context) == 0
    assert work(story) == [("项目“社保卡换卡季”将于 11-13 16:00 开始，尚未安排人员", "open")]
    form = project_form(story.at + timedelta(hours=2), story.people["8001"], version=planned.version)
    story.work(service.change, planned.id, form, caller=boss)
    duties.look(story.hub_context)
    assert [state for _, state in work(story)] == ["done"], "there are people now"
    story.talk("c1")
    assert of_call(story, agent, "c1").project_id is None, "the call came before it began"
    story.tell(story.leg_ended("c1"), story.ended("c1"))
    story.work(seats.done, caller=agent)

    story.later(2 * 3_600_000)
    assert duties.look(story.hub_context) == 1 and duties.look(story.hub_context) == 0
    story.talk("c2")
    found = of_call(story, agent, "c2")
    assert (found.project_id, found.name, len(found.script)) == (planned.id, "社保卡换卡季", 2)
    assert of_call(story, agent, "c1").project_id is None

    story.later(24 * 3_600_000)
    assert duties.look(story.hub_context) == 1
    (row,) = story.work(service.listed, caller=boss)
    assert row.state == "ended" and of_call(story, agent, "c2").project_id == planned.id, "the call goes on in it"
    assert ("项目“社保卡换卡季”已结束，请填写总结", "open") in work(story)
    with refused(InvalidForm, "why"):
        move(story, boss, row, "report")
    reported = move(story, boss, row, "report", "三成客户愿意办理。")
    assert (reported.state, reported.conclusion) == ("reported", "三成客户愿意办理。")
    assert all(state == "done" for _, state in work(story))
    with pytest.raises(TransitionRefused):
        move(story, boss, reported, "start")
    with pytest.raises(ProjectOver):
        story.work(service.change, row.id, project_form(story.at, version=reported.version), caller=boss)


def test_a_call_keeps_the_edition_under_which_it_was_answered(story: Story, boss: Caller, agent: Caller) -> None:
    row = running(story, boss)
    story.talk("c1")
    story.later(10_000)
    form = project_form(
        row.from_at, story.people["8001"], fields=[BRANCH], target={"kind": "none"}, version=row.version
    )
    changed = story.work(service.change, row.id, form, caller=boss)
    assert (row.edition, changed.edition) == (1, 2)
    found = of_call(story, agent, "c1")
    assert (found.edition, [one.code for one in found.fields]) == (1, ["want", "branch"])
    with refused(InvalidForm, "want"):
        save(story, agent, "c1", want="也许")
    kept = save(story, agent, "c1", want="办理", heard="yes")
    assert (kept.version, kept.answers) == (1, {"want": "办理", "heard": "yes"})
    with pytest.raises(StaleVersion):
        save(story, agent, "c1", want="不办")
    story.tell(story.leg_ended("c1"), story.ended("c1"))
    story.work(seats.done, caller=agent)
    story.later(1_000).talk("c2")
    assert (of_call(story, agent, "c2").edition, of_call(story, agent, "c1").edition) == (2, 1)
    with story.reading() as db:
        assert [one.edition for one in db.scalars(select(ProjectAnswers))] == [1]


def test_a_call_is_not_finished_before_what_is_required_is_answered(story: Story, boss: Caller, agent: Caller) -> None:
    running(story, boss)
    story.talked("c1")
    with refused(AnswersMissing, "换卡意向"):
        story.work(seats.done, caller=agent)
    save(story, agent, "c1", branch="东山支行")
    with pytest.raises(AnswersMissing):
        story.work(seats.done, caller=agent)
    save(story, agent, "c1", version=1, want="考虑")
    story.work(seats.done, caller=agent)
    with story.reading() as db:
        assert db.get_one(AgentState, story.people["8001"]).state == "ready"


def test_a_queue_has_one_project_at_a_time_and_a_pause_lets_go_of_it(story: Story, boss: Caller, agent: Caller) -> None:
    first = running(story, boss)
    other = story.work(service.add, project_form(story.at, name="另一个"), caller=boss)
    with refused(QueueHasProject, "社保卡换卡季"):
        move(story, boss, other, "start")
    duties.look(story.hub_context)
    assert work(story)[0][0].startswith("项目“另一个”未能按时启动"), "it is told, and stays planned"
    paused = move(story, boss, first, "pause")
    story.later(1_000)
    duties.look(story.hub_context)
    story.talk("c1")
    assert of_call(story, agent, "c1").name == "另一个"
    with pytest.raises(QueueHasProject):
        move(story, boss, paused, "resume")


def test_people_join_with_a_project_and_leave_with_its_end(story: Story, boss: Caller) -> None:
    with story.hub_context.database.write() as db:
        db.add(Queue(code="cards", name_zh="社保卡", name_en="Cards", position=2))
    both = (story.people["8001"], story.people["8002"])
    with refused(InvalidForm, "people"):
        story.work(service.add, project_form(story.at, *both, queues=["cards"]), caller=boss)
    row = story.work(service.add, project_form(story.at, *both, queues=["cards", "account"], joins=True), caller=boss)
    assert members(story, "cards") == set()
    row = move(story, boss, row, "start")
    assert members(story, "cards") == {"8001", "8002"}
    assert [one["joins"] for one in story.jobs("calls.presence")] == [True, True], "the exchange is told"
    form = project_form(story.at, story.people["8003"], queues=["cards"], joins=True, version=row.version)
    row = story.work(service.change, row.id, form, caller=boss)
    assert members(story, "cards") == {"8003"}
    move(story, boss, row, "end")
    assert members(story, "cards") == set() and members(story, "account") == {"8001", "8002", "8003"}


def test_its_articles_come_first_while_nothing_is_asked(story: Story, boss: Caller, agent: Caller) -> None:
    with story.hub_context.database.write() as db:
        db.add(KnowledgeCategory(code="cards", name_zh="卡", name_en="Cards"))
        db.flush()
        articles = [Article(code=code, title=code, body="正文", category_code="cards") for code in ("K1", "K2", "K3")]
        db.add_all(articles)
        db.flush()
        third, first = articles[2].id, articles[0].id
    running(story, boss, articles=[third, first])
    story.talk("c1")
    call_id, today = story.call("c1").id, story.at.date()

    def found(**of: Any) -> list[tuple[str, bool]]:
        answer = story.work(search, "", today, caller=agent, **of)
        return [(hit.code, hit.for_call) for hit in answer.hits]

    assert found(call_id=call_id) == [("K3", True), ("K1", True), ("K2", False)]
    assert [code for code, _ in found()] == ["K1", "K2", "K3"], "without a call of the project as ever"
