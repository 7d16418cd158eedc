"""The voice plan looked at before it is saved, and brought to the exchange by the hub."""

import uuid
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from agent_desk.hub.calls.state.switchboard import PRESENCE
from agent_desk.hub.calls.voice_plan import apply as plan_apply
from agent_desk.hub.calls.voice_plan import plan
from agent_desk.hub.exchange.protocol.calls import Result
from agent_desk.hub.exchange.protocol.plan_rules import PLAN_FILE, QUEUES_FILE
from agent_desk.hub.kit.errors import InvalidForm, StaleVersion
from agent_desk.hub.kit.security import Caller
from agent_desk.schemas.calls.voice_plan import ApplyVoicePlan, VoicePlan, VoicePlanDraft, VoicePlanForm
from tests.fixtures.calls import Story

ZONE = "Asia/Shanghai"
PLAN = VoicePlan.model_validate({"numbers": [{"number": "95500", "queue": "account"}]})


class Line:
    """An exchange that notes what it is told."""

    name, simulated = "asterisk", False

    def __init__(self, error: str = "") -> None:
        self.told: list[Any] = []
        self.error = error

    def perform(self, command: Any) -> Result:
        self.told.append(command)
        return Result(not self.error, self.error)


@pytest.fixture
def folder(story: Story, tmp_path: Path) -> Path:
    """The exchange's folder, within the hub's reach."""
    plan_apply.register(story.hub_context)
    address = "asterisk://agent-desk:secret@127.0.0.1:5038?context=bank"
    story.hub_context.settings = replace(story.hub_context.settings, voice_plan_to=str(tmp_path), exchange=address)
    return tmp_path


def save(story: Story, agent: Caller, version: int = 0) -> None:
    story.work(plan.save, VoicePlanForm(plan=PLAN, version=version), ZONE, caller=agent)


def apply(story: Story, agent: Caller, line: Line, version: int = 1) -> None:
    """Ordered, and carried out after the commit."""
    story.hub_context.exchange = line  # type: ignore[assignment]
    story.work(plan_apply.order, story.hub_context, ZONE, ApplyVoicePlan(version=version), caller=agent)
    job = story.jobs(plan_apply.APPLY)[-1]
    plan_apply.carry_out(story.hub_context, job["command_id"], uuid.UUID(job["person_id"]), job["version"], job["zone"])


def test_the_file_is_written_and_read_and_only_then_counts(story: Story, agent: Caller, folder: Path) -> None:
    save(story, agent)
    line = Line()
    apply(story, agent, line)
    assert "[bank-numbers]" in (folder / PLAN_FILE).read_text()
    assert [type(one).__name__ for one in line.told] == ["ReadPlan"]
    with story.reading() as db:
        view = plan.view(db, ZONE, can_apply=True)
        (version,) = plan_apply.versions(db)
    assert (view.applied_version, view.diff, view.can_apply) == (1, [], True)
    assert (version.version, version.plan) == (1, PLAN)
    assert any(line.startswith("+Number 95500") for line in version.diff_en)


def test_queues_that_the_exchange_lacks_are_added_and_what_stands_there_stays(
    story: Story, agent: Caller, folder: Path
) -> None:
    kept = "; ours\n[agent-desk](!)\ntimeout=9\n\n[account](agent-desk)\ncontext=ours\n"
    (folder / QUEUES_FILE).write_text(kept)
    save(story, agent)
    line = Line()
    apply(story, agent, line)
    after = (folder / QUEUES_FILE).read_text()
    assert after.startswith(kept) and after.count("[account]") == 1
    (told,) = line.told
    assert set(told.queues) > {"account"}
    assert all(f"[{queue}](agent-desk)" in after for queue in told.queues)
    written = (folder / PLAN_FILE).read_text()
    assert all(f"exten => {queue},1,Set(__AD_QUEUE={queue})" in written for queue in told.queues), "and their entrances"


def test_members_who_sit_there_are_let_into_a_queue_once_it_is_there(story: Story, agent: Caller, folder: Path) -> None:
    story.put("8003", "signed_out")
    save(story, agent)
    apply(story, agent, Line("plan_not_read"))
    assert story.jobs(PRESENCE) == [], "the exchange does not have it yet"
    apply(story, agent, Line())
    told = {one["person_id"]: one["joins"] for one in story.jobs(PRESENCE)}
    assert told == {str(story.people[code]): True for code in ("8001", "8002")}
    apply(story, agent, Line())
    assert len(story.jobs(PRESENCE)) == 2, "nothing came with it"


def test_what_the_exchange_does_not_read_is_not_applied_and_told(story: Story, agent: Caller, folder: Path) -> None:
    save(story, agent)
    apply(story, agent, Line("plan_not_read"))
    with story.reading() as db:
        assert plan.view(db, ZONE).applied_version is None
    (told,) = story.changes("command")
    assert told.hint["error"] == "plan_not_read" and told.hint["command"] == "apply_plan"


def test_a_folder_that_cannot_be_written_is_told(story: Story, agent: Caller, folder: Path) -> None:
    save(story, agent)
    (folder / PLAN_FILE).with_suffix(".new").mkdir()
    line = Line()
    apply(story, agent, line)
    assert line.told == [] and story.changes("command")[0].hint["error"] == "plan_not_written"


def test_only_the_version_that_was_read_is_applied(story: Story, agent: Caller, folder: Path) -> None:
    save(story, agent)
    with pytest.raises(StaleVersion):
        story.work(plan_apply.order, story.hub_context, ZONE, ApplyVoicePlan(version=7), caller=agent)


def test_a_hub_out_of_reach_says_so(story: Story, agent: Caller) -> None:
    save(story, agent)
    with pytest.raises(InvalidForm):
        story.work(plan_apply.order, story.hub_context, ZONE, ApplyVoicePlan(version=1), caller=agent)
    assert not plan_apply.can_apply(SimpleNamespace(exchange=None, settings=story.hub_context.settings))  # type: ignore[arg-type]


def test_a_draft_is_told_in_both_languages_and_saves_nothing(story: Story) -> None:
    wrong = VoicePlan.model_validate({"numbers": [{"number": "95500", "queue": "account", "menu": "gone"}]})
    draft = VoicePlanDraft(plan=wrong, public_days=[2025, 2099])
    with story.reading() as db:
        view = plan.preview(db, ZONE, draft, date(2025, 9, 1))
        assert plan.plan_of(db) == (VoicePlan(), 0)
    assert view.faults_en == ["number 95500 leads to the menu gone, which there is not"]
    assert view.faults_zh == ["号码 95500 指向不存在的菜单 gone"]
    assert "2025-10-01" in {day.day.isoformat() for day in view.plan.days}, "what is left of the year"
