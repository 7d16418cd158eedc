"""What an agent and whom they ask say: recorded with the call by the centre's rule, in a recording of its own."""

from typing import Any

import pytest

from agent_desk.hub.calls.recording import keeper, lifecycle, playback
from agent_desk.hub.calls.recording.orders import RecordingOrder
from agent_desk.hub.exchange.protocol.dialling import Conference, ConsultAnswered, ConsultBegan, ConsultEnded
from agent_desk.hub.exchange.protocol.recording import RecordingEnded, RecordingPaused, RecordingStarted, StartRecording
from agent_desk.hub.kit.security import Caller
from agent_desk.models.calls.recording import CallRecording
from tests.fixtures.calls import Story, caller_of
from tests.hub.calls.recording.test_recording import begins, folders, rows
from tests.hub.calls.recording.test_retention import rule

__all__ = ["folders"]


@pytest.fixture
def listener(story: Story) -> Caller:
    """Who may play recordings."""
    return caller_of(story.hub_context, story.people["8003"], "calls.play", "calls.all")


def asks(story: Story, kind: str = "agent", target: str = "8002") -> None:
    """8001 asks, and whoever it is answers."""
    began: Any = ConsultBegan(**story.head("a"), agent="8001", kind=kind, target=target)  # type: ignore[arg-type]
    story.later(1_000).tell(story.held("a"), began)
    story.later(3_000).tell(ConsultAnswered(**story.head("a"), agent="8001"))


def asked(story: Story) -> CallRecording:
    (row,) = [row for row in rows(story) if row.consultation_id is not None]
    return row


def orders(story: Story) -> list[tuple[str, dict[str, Any]]]:
    return [(one["deed"], one["details"]) for one in story.jobs(lifecycle.ORDER)]


def test_it_is_recorded_in_a_file_of_its_own_from_the_answer_to_the_end_of_the_question(
    story: Story, folders: object, listener: Caller
) -> None:
    rule(story, consultations=True)
    call = begins(story)
    asks(story)
    row = asked(story)
    assert (row.call_id, row.person_id, row.why) == (call.call_id, story.people["8001"], "all")
    assert row.file != call.file
    assert orders(story)[1:] == [("start", {"consult": True})]
    story.tell(RecordingStarted(**story.head("a"), recording=str(row.id)))
    ended = ConsultEnded(**story.head("a"), agent="8001", why="cancelled")
    story.later(4_000).tell(ended, story.retrieved("a"))
    assert orders(story)[2:] == [("stop", {"consult": True})]
    story.tell(RecordingEnded(**story.head("a"), recording=str(row.id), file=row.file, recorded_ms=4_000, paused_ms=0))
    assert [one.state for one in rows(story)] == ["recording", "ended"], "the call's own goes on"
    first, second = story.work(playback.of_call, call.call_id, caller=listener)
    assert (first.consultation, first.asked) == (False, None)
    assert second.consultation and second.asked is not None and second.asked.agent_code == "8002"


def test_a_talk_of_three_is_in_the_calls_own_recording(story: Story, folders: object) -> None:
    rule(story, consultations=True)
    begins(story)
    asks(story)
    story.later(2_000).tell(
        story.retrieved("a"), Conference(**story.head("a"), agent="8001", kind="agent", target="8002")
    )
    assert orders(story)[-1] == ("stop", {"consult": True})


def test_an_outside_number_that_is_asked_is_recorded_too_and_named_by_nobody(
    story: Story, folders: object, listener: Caller
) -> None:
    rule(story, consultations=True)
    call = begins(story)
    asks(story, "number", "13900139000")
    assert asked(story).state == "wanted"
    _, view = story.work(playback.of_call, call.call_id, caller=listener)
    assert view.consultation and view.asked is None


@pytest.mark.parametrize("why", ["the rule does not want it", "the call is not recorded", "the recording is paused"])
def test_nothing_of_it_is_recorded_otherwise(story: Story, folders: object, why: str) -> None:
    rule(story, consultations=why != "the rule does not want it")
    if why == "the call is not recorded":
        story.talk("a")
    else:
        row = begins(story)
        if why == "the recording is paused":
            story.tell(RecordingPaused(**story.head("a"), recording=str(row.id), paused=True))
    asks(story)
    assert not [row for row in rows(story) if row.consultation_id is not None]


def test_the_agents_buttons_are_about_the_call_alone(story: Story, agent: Caller, folders: object) -> None:
    rule(story, consultations=True)
    call = begins(story)
    asks(story)
    story.tell(RecordingStarted(**story.head("a"), recording=str(asked(story).id)))
    story.work(lifecycle.pause, call.call_id, on=True, caller=agent)
    assert story.jobs(lifecycle.ORDER)[-1]["recording"] == str(call.id)
    assert story.work(lifecycle.at_seat, caller=agent).state == "recording"


def test_a_pause_ends_it_for_good(story: Story, folders: object) -> None:
    rule(story, consultations=True)
    call = begins(story)
    asks(story)
    story.tell(RecordingPaused(**story.head("a"), recording=str(call.id), paused=True))
    assert orders(story)[-1] == ("stop", {"consult": True})
    assert story.jobs(lifecycle.ORDER)[-1]["agent_code"] == "8001"


def test_one_whose_end_nobody_told_is_settled_though_the_call_goes_on(story: Story, folders: object) -> None:
    rule(story, consultations=True)
    begins(story)
    asks(story)
    story.tell(RecordingStarted(**story.head("a"), recording=str(asked(story).id)))
    story.tell(ConsultEnded(**story.head("a"), agent="8001", why="left"))
    ended_at = story.at
    story.later(20_000)
    keeper.make_round(story.hub_context)
    call, consultation = rows(story)
    assert (call.state, consultation.state, consultation.ended_at) == ("recording", "ended", ended_at)


def test_a_lost_order_is_not_given_again_when_the_question_is_over(story: Story, folders: object) -> None:
    rule(story, consultations=True)
    begins(story)
    asks(story)
    story.later(6_000)
    keeper.make_round(story.hub_context)
    assert orders(story)[-1] == ("start", {"consult": True}) and len(orders(story)) == 3
    story.tell(ConsultEnded(**story.head("a"), agent="8001", why="left"))
    given = len(orders(story))
    story.later(6_000)
    keeper.make_round(story.hub_context)
    assert len(orders(story)) == given


def test_the_order_says_that_it_is_of_the_question(story: Story, folders: object) -> None:
    rule(story, consultations=True)
    begins(story)
    asks(story)
    order = RecordingOrder.read(story.jobs(lifecycle.ORDER)[-1])
    assert isinstance(order.command, StartRecording) and order.command.consult
