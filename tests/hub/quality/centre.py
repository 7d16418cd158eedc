"""A small centre with past calls, for the tests of quality: two queues, three agents, two reviewers, one score form."""

import tomllib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

import agent_desk
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.quality import drawing, service
from agent_desk.hub.quality.loading import load_form
from agent_desk.models.calls.calls import Call, CallLeg, Disposition, Queue, WrapUp
from agent_desk.models.people import Person
from agent_desk.models.quality import ScoreForm
from agent_desk.schemas.quality.records import NewSample
from tests.conftest import Staff

NOW = datetime(2025, 11, 20, 4, 0, tzinfo=UTC)
DAY = datetime(2025, 11, 13, 1, 0, tzinfo=UTC)
FORM = Path(agent_desk.__file__).parent.parent / "resources" / "demo" / "quality.toml"
CONTENT = tomllib.loads(FORM.read_text(encoding="utf-8"))
FULL: dict[str, Any] = {
    one["code"]: {"points": 4, "yesno": True, "fatal": False}[one["kind"]] for one in CONTENT["questions"]
}
"""Every question answered: 4 of 5 points, yes, no fault."""


@dataclass
class Centre:
    """Its people and queues; `call` adds a past call."""

    database: Database
    form: ScoreForm
    agents: list[Person]
    reviewer: Caller
    other: Caller
    queues: dict[str, uuid.UUID]

    def call(self, agent: int = 0, queue: str = "account", minute: int = 0, **more: Any) -> uuid.UUID:
        """An ended call answered by an agent, a minute apart; `parts` are others who took part."""
        with self.database.write() as db:
            return past_call(db, self, agent, queue, minute, **more)

    def calls(self, count: int = 12) -> list[uuid.UUID]:
        """As many calls of every agent in both queues."""
        with self.database.write() as db:
            return [
                past_call(db, self, number % len(self.agents), ("account", "loan")[number % 2], number)
                for number in range(count)
            ]


def past_call(
    db: Session, centre: Centre, agent: int, queue: str, minute: int, *, parts: tuple[uuid.UUID, ...] = (), **more: Any
) -> uuid.UUID:
    """One call with its legs and the agent's wrap-up."""
    at = DAY + timedelta(minutes=minute)
    person_id, queue_id = centre.agents[agent].id, centre.queues[queue]
    notes = more.pop("notes", "")
    values: dict[str, Any] = {
        "exchange": "past",
        "exchange_key": uuid.uuid4().hex,
        "queue_id": queue_id,
        "caller": "+8613800138000",
        "state": "ended",
        "outcome": "answered",
        "offered_at": at,
        "answered_at": at + timedelta(seconds=9),
        "ended_at": at + timedelta(seconds=129),
        "wait_ms": 9_000,
        "talk_ms": 120_000,
        "agent_id": person_id,
    }
    call = Call(**values | more)
    db.add(call)
    db.flush()
    for who in (person_id, *parts):
        db.add(
            CallLeg(
                call_id=call.id,
                person_id=who,
                queue_id=queue_id,
                rung_at=at,
                answered_at=at + timedelta(seconds=9),
                ended_at=at + timedelta(seconds=129),
                talk_ms=120_000,
                result="answered",
            )
        )
    db.add(
        WrapUp(
            call_id=call.id,
            person_id=person_id,
            disposition_code="account.fee",
            notes=notes or "解释短信费",
            resolved=True,
            saved_at=at + timedelta(seconds=160),
        )
    )
    db.flush()
    return call.id


def make_centre(database: Database, staff: Staff) -> Centre:
    """The centre, without calls."""
    agents = [
        staff.person(f"agent{code}", "agent", agent_code=code, name=name)
        for code, name in (("8001", "甲"), ("8002", "乙"), ("8003", "丙"))
    ]
    reviewer, other = staff.caller("quality1", "reviewer"), staff.caller("quality2", "reviewer")
    with database.write() as db:
        queues = [
            Queue(code="account", name_zh="账户", name_en="Accounts"),
            Queue(code="loan", name_zh="贷款", name_en="Loans", position=1),
        ]
        db.add_all([*queues, Disposition(code="account", name_zh="账户", name_en="Accounts")])
        db.flush()
        db.add(Disposition(code="account.fee", parent_code="account", name_zh="收费", name_en="Fees"))
        form = load_form(db, CONTENT)
    return Centre(database, form, agents, reviewer, other, {one.code: one.id for one in queues})


def criteria(**more: Any) -> dict[str, Any]:
    """All of the day's calls."""
    return {"from_at": DAY.isoformat(), "to_at": (DAY + timedelta(days=1)).isoformat(), **more}


def sample_form(centre: Centre, **more: Any) -> dict[str, Any]:
    """A draw of three calls for the first reviewer."""
    wanted: dict[str, Any] = {
        "name": "十一月抽检",
        "n": 3,
        "seed": 7,
        "criteria": criteria(),
        "reviewers": [str(centre.reviewer.person_id)],
    }
    return wanted | more


InUnit = Callable[..., Any]


def given_items(centre: Centre, in_unit: InUnit, **more: Any) -> list[uuid.UUID]:
    """Draw, and the ids of everything the first reviewer has to score."""
    form = NewSample.model_validate(sample_form(centre, **more))
    in_unit(drawing.draw, form, caller=centre.reviewer, now=NOW)
    page = in_unit(service.my_items, service.Wanted(), None, None, caller=centre.reviewer)
    return [one.id for one in page.items]
