"""Events of a real Asterisk, recorded, told again doubled and out of order, all the way into the database.

However they come, in the end no call is open that is not, no agent is stuck, and every call is counted once, with the outcome
that it had when its events came in order.
"""

import itertools
from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest
from sqlalchemy import func, select

from agent_desk.hub.calls.intake import transaction
from agent_desk.hub.calls.intake.reader import Doubles
from agent_desk.hub.calls.intake.reconcile import reconcile
from agent_desk.hub.exchange.asterisk.ami import Message
from agent_desk.hub.exchange.asterisk.mirror import moment
from agent_desk.hub.exchange.protocol.calls import AnyEvent
from agent_desk.models.calls.calls import AgentState, Call, CallLeg, Queue
from tests.fixtures.asterisk_recorded import NAMES, recorded, translator
from tests.fixtures.calls import Story

EXCHANGE = "asterisk"
OUT_OF_PLACE = 4
"""So many places an event may come too soon or too late: more than Asterisk itself was ever seen to mix them."""


def mixed(messages: Sequence[Message], random: Random) -> list[Message]:
    """Half of them twice, each a few places from where it belongs."""
    twice = [one for one in messages for _ in range(1 + (random.random() < 0.5))]
    places = [(at + random.uniform(0, OUT_OF_PLACE), one) for at, one in enumerate(twice)]
    return [one for _, one in sorted(places, key=lambda pair: pair[0])]


def told(story: Story, messages: Sequence[Message], random: Random) -> None:
    """As the reading hub does it: translated, doubles left out, in batches; then compared with the exchange, which is at rest."""
    into, doubles = translator(), Doubles()
    events: list[AnyEvent] = [event for message in messages for event in into.feed(message, 0.0)]
    waiting = iter(events)
    while batch := list(itertools.islice(waiting, random.randint(1, 9))):
        fresh = doubles.fresh(batch)
        if fresh:
            story.work(transaction.apply, EXCHANGE, fresh)
            doubles.remember(fresh)
    last = max(float(message["Timestamp"]) for message in messages)
    story.at = moment(last + 60)
    into.mirror.correct([], [], into.mirror.turn, last + 60)
    story.work(reconcile, EXCHANGE, into.mirror.snapshot(last + 60, ""))


def outcomes(story: Story) -> Counter[tuple[str, str]]:
    with story.reading() as db:
        rows = db.execute(select(Queue.code, Call.outcome).join(Queue, Queue.id == Call.queue_id))
        return Counter((queue, outcome or "open") for queue, outcome in rows)


def nothing_is_stuck(story: Story) -> None:
    with story.reading() as db:
        assert db.scalar(select(func.count()).where(Call.state != "ended")) == 0, "no call is open"
        assert db.scalar(select(func.count()).where(CallLeg.ended_at.is_(None))) == 0, "no leg is open"
        busy = AgentState.state.in_(("reserved", "talking", "on_hold"))
        assert db.scalar(select(func.count()).where(busy)) == 0, "no agent is stuck"


@pytest.fixture
def queues(story: Story) -> None:
    """Those that were recorded."""
    with story.hub_context.database.write() as db:
        db.add(Queue(code="credit", name_zh="信用卡", name_en="Credit cards", acw_mode="mandatory", acw_limit_ms=0))


OF_RECORDING = {
    "abandon-ring": "abandoned_queue",
    "queue-only": "abandoned_queue",
    "missed": "abandoned_queue",
    "reject": "abandoned_queue",
}
"""How each recorded call ended; the others were answered. As Asterisk's queue_log of the recording had it."""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", [1, 2])
def test_doubled_and_out_of_order_a_call_is_counted_once_and_nothing_stays(
    story: Story, queues: None, name: str, seed: int
) -> None:
    random = Random(f"{name}/{seed}")
    told(story, mixed(recorded(name), random), random)
    nothing_is_stuck(story)
    assert outcomes(story) == {("account", OF_RECORDING.get(name, "answered")): 1}


def test_many_calls_mixed_together_are_all_there_once(story: Story, queues: None) -> None:
    """Every recording at once, as if they had happened in the same minute."""
    random = Random("together")
    begins = {name: float(recorded(name)[0]["Timestamp"]) for name in NAMES}
    apart = {name: [moved(one, name, begins[name]) for one in recorded(name)] for name in NAMES}
    all_of_them = sorted(itertools.chain(*apart.values()), key=lambda message: float(message["Timestamp"]))
    told(story, mixed(all_of_them, random), random)
    nothing_is_stuck(story)
    ended = Counter(("account", OF_RECORDING.get(name, "answered")) for name in NAMES)
    assert outcomes(story).total() == len(NAMES)
    assert outcomes(story) == ended


def moved(message: Message, name: str, begins: float) -> Message:
    """The same event in the common minute, with ids of its own recording."""
    at = 1_795_000_000 + NAMES.index(name) * 0.37 + float(message["Timestamp"]) - begins
    ids = {
        key: f"{value}{NAMES.index(name):02}"
        for key, value in message.items()
        if key.endswith(("queid", "kedid")) and value
    }
    return {**message, **ids, "Timestamp": f"{at:.6f}"}
