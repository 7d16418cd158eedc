"""`agent-desk demo --headless`: robots at every seat, and an account of what happened that can be wrong."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import func, select, text

from agent_desk.demo.exchange.adapter import SimulatorControl
from agent_desk.demo.exchange.control import Totals
from agent_desk.demo.stage.checking import compare
from agent_desk.demo.stage.processes import Ended, Program
from agent_desk.demo.stage.stage import Stage
from agent_desk.hub.calls.intake.transaction import cursor_of
from agent_desk.hub.reports import service as reports
from agent_desk.models.calls.calls import Call

READY_WITHIN_S: Final = 120.0
DRAIN_WITHIN_S: Final = 60.0
LEDGER_WITHIN_S: Final = 40.0
SETTLE_WITHIN_S: Final = 15.0
_EACH: Final = ("offered", "answered", "abandoned")


@dataclass(slots=True)
class Outcome:
    """What happened. `sound` decides the exit status."""

    seconds: float
    seats: int
    speed: float
    offered: int = 0
    answered: int = 0
    abandoned: int = 0
    open: int = 0
    transferred: int = 0
    called_again: int = 0
    complaints: int = 0
    wrap_ups: int = 0
    writes: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    lost: int = 0
    doubled: int = 0
    errors: int = 0
    pop_ms: dict[str, float | None] = field(default_factory=dict)
    pops: int = 0
    report: dict[str, Any] = field(default_factory=dict)
    equal: bool = False
    took_s: dict[str, float] = field(default_factory=dict)
    details: list[str] = field(default_factory=list)
    """The first differences and errors in words."""

    @property
    def sound(self) -> bool:
        """Nothing lost, nothing doubled, no error, the report agrees; and something happened at all."""
        return not (self.lost or self.doubled or self.errors) and self.equal and self.offered > 0

    def as_json(self) -> str:
        """For programs."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def percentile(values: list[float], share: float) -> float | None:
    """Return the value that `share` of all do not exceed (nearest rank), or None of none."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[max(0, min(len(ordered) - 1, -(-int(share * 1000) * len(ordered) // 1000) - 1))]


def play(stage: Stage, seconds: float, wait: Callable[[float], object] = time.sleep) -> Outcome:
    """Let the robots work for so long, bring every call to an end, and compare the books. Raises Ended."""
    outcome = Outcome(seconds=seconds, seats=len(stage.logins), speed=stage.settings.speed)
    since = datetime.now(UTC)
    began = time.monotonic()
    robots = stage.start_robots()
    with stage.control() as control:
        _expect(robots, "ready", READY_WITHIN_S)
        outcome.took_s["robots_ready"] = round(time.monotonic() - began, 2)
        _work(robots, seconds, wait)
        drained = time.monotonic()
        totals = _drain(robots, control)
        robots.tell("leave")
        ledger = json.loads(robots.hear(LEDGER_WITHIN_S))
        robots.end()
        outcome.took_s["drain"] = round(time.monotonic() - drained, 2)
        _settle(stage, control)
        totals = control.totals()
    _count(outcome, totals, ledger)
    _judge(stage, outcome, ledger, since, totals)
    return outcome


def _expect(robots: Program, word: str, within_s: float) -> None:
    line = robots.hear(within_s)
    if line != word:
        raise Ended(f"{robots.name} said {line[:80]!r} instead of {word}")


def _work(robots: Program, seconds: float, wait: Callable[[float], object]) -> None:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        wait(min(left, 0.5))
        if not robots.running:
            raise Ended("the robots ended before their time")


def _drain(robots: Program, control: SimulatorControl) -> Totals:
    """Nobody calls any more; whoever is on the line is served."""
    control.pause_arrivals()
    robots.tell("drain")
    deadline = time.monotonic() + DRAIN_WITHIN_S
    while (totals := control.totals()).open_calls and time.monotonic() < deadline:
        time.sleep(0.1)
    return totals


def _settle(stage: Stage, control: SimulatorControl) -> None:
    """Until the hub has read everything the exchange told."""
    deadline = time.monotonic() + SETTLE_WITHIN_S
    while time.monotonic() < deadline:
        position = control.snapshot().position
        with stage.database.read() as db:
            if cursor_of(db, "simulated") == position:
                return
        time.sleep(0.1)


def _count(outcome: Outcome, totals: Totals, ledger: dict[str, Any]) -> None:
    outcome.offered, outcome.answered, outcome.abandoned = totals.offered, totals.answered, totals.abandoned
    outcome.open, outcome.transferred, outcome.called_again = totals.open_calls, totals.transferred, totals.again
    outcome.complaints, outcome.wrap_ups = ledger["complaints"], ledger["wrap_ups"]
    outcome.writes, outcome.refused = len(ledger["writes"]), ledger["refused"]
    outcome.pops = len(ledger["pop_ms"])
    outcome.pop_ms = {f"p{share}": percentile(ledger["pop_ms"], share / 100) for share in (50, 95, 99)}


def _judge(stage: Stage, outcome: Outcome, ledger: dict[str, Any], since: datetime, totals: Totals) -> None:
    until = datetime.now(UTC)
    with stage.database.read() as db:
        key = db.scalar(
            select(func.max(Call.exchange_key)).where(Call.exchange == "simulated", Call.offered_at >= since)
        )
        verdict = compare(db, ledger["writes"], since, totals, (key or "").partition(".")[0])
        zone = stage.words.bank["zone"]
        report = reports.service_level(db, since.isoformat(), until.isoformat(), "all", centre_zone=zone)
        failed = db.execute(
            text("SELECT task_name FROM procrastinate_jobs WHERE status IN ('failed', 'aborted')")
        ).all()
    figures = report.rows[0].figures
    outcome.report = {name: figures[name] for name in _EACH}
    outcome.equal = outcome.report == {name: getattr(outcome, name) for name in _EACH}
    outcome.lost, outcome.doubled = len(verdict.lost), len(verdict.doubled)
    errors = [*ledger["errors"], *(f"job failed: {row[0]}" for row in failed), *stage.loud.heard]
    outcome.errors = len(errors)
    if not outcome.offered:
        errors.append("nobody called: give it more seconds")
    told = [f"lost: {one}" for one in verdict.lost] + [f"doubled: {one}" for one in verdict.doubled]
    outcome.details = [line[:300] for line in (told + errors)[:20]]
