"""The demonstration without a window: robots at the real desk, a real hub, and books that agree."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent_desk.demo.data.plan import SeedPlan
from agent_desk.demo.stage.folder import DemoFolder
from agent_desk.demo.stage.headless import play
from agent_desk.demo.stage.stage import Stage, StageSettings
from tests.fixtures.folders import server_folder
from tests.fixtures.hub import FILE_KEY

pytestmark = pytest.mark.long

SEATS = 4


@pytest.fixture
def folder() -> Iterator[DemoFolder]:
    path: Path = server_folder()
    claimed = DemoFolder(path)
    claimed.claim()
    yield claimed
    claimed.release()
    shutil.rmtree(path, ignore_errors=True)


def test_four_robots_take_calls_for_six_seconds_and_nothing_is_lost_or_doubled(folder: DemoFolder) -> None:
    plan = SeedPlan(now=datetime.now(UTC), days=2, customers=80, calls_per_day=30.0, complaints=4)
    settings = StageSettings(
        robots=SEATS, robots_take_all=True, speed=20.0, seats_of_load=float(SEATS), plan=plan, seed=3
    )
    told: list[str] = []
    with Stage(folder, "test-audit-key", FILE_KEY, settings, lambda stage, _done, _total: told.append(stage)) as stage:
        outcome = play(stage, seconds=6)
    assert outcome.details == []
    assert outcome.sound
    assert (outcome.lost, outcome.doubled, outcome.errors, outcome.open) == (0, 0, 0, 0)
    # Each robot is greeted by a call of its own, and each answered call is written up once.
    assert outcome.offered >= SEATS and outcome.answered >= SEATS - 1
    assert outcome.wrap_ups >= outcome.answered > 0
    assert outcome.offered == outcome.answered + outcome.abandoned
    assert outcome.report == {"offered": outcome.offered, "answered": outcome.answered, "abandoned": outcome.abandoned}
    assert outcome.pops >= outcome.answered and (outcome.pop_ms["p50"] or 0) > 0
    assert told[0] == "database" and told[-1] == "exchange"
