"""The demonstration's data: a centre with its people, 5,000 customers and 90 days of calls and complaints.

The same plan gives the same rows. Seeding again adds the days that have passed since, and changes nothing else.
"""

import time
import uuid
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.demo.data.centre import seed_centre
from agent_desk.demo.data.complaints import Complaints
from agent_desk.demo.data.content import Content, content, demo_folder
from agent_desk.demo.data.customers import CustomerMaker, Known
from agent_desk.demo.data.history import History
from agent_desk.demo.data.loading import Loader, moment
from agent_desk.demo.data.plan import SeedPlan
from agent_desk.demo.data.progress import Progress, silent
from agent_desk.demo.data.projects import answer_past_calls, make_project
from agent_desk.demo.data.reviews import make_reviews
from agent_desk.demo.data.settings_history import make_settings
from agent_desk.hub import areas
from agent_desk.hub.cases import counters as complaint_counters
from agent_desk.hub.cases.loading import load_terms
from agent_desk.hub.figures import counters
from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.knowledge.loading import load_folder
from agent_desk.models.calls.calls import AgentInterval, AgentState
from agent_desk.models.customers import Branch, ContactPoint, Customer, Holding
from agent_desk.models.kit import Setting
from agent_desk.models.knowledge import Article
from agent_desk.schemas.cases.settings import SIZES, BankSizes

SEEDED = "demo.seeded"
"""Setting that says with which plan and up to when the database was seeded."""
_UNDER_WAY = "demo.seeding"
"""Setting that stands while a first seeding is under way: what is found with it is half of one."""
_SHELVES = {"account": ("account", "deposit"), "credit": ("credit",), "loan": ("loan",), "ebank": ("ebank", "payment")}
"""Shelves of the knowledge base that the calls of a queue open; the rest opens `_OTHER_SHELVES`."""
_OTHER_SHELVES = ("loss", "safety")
_FLUSH_DAYS = 6


@dataclass(frozen=True, slots=True)
class Seeded:
    """What seeding did. `fresh` is False where the database had its data already."""

    fresh: bool
    customers: int = 0
    calls: int = 0
    complaints: int = 0
    took_s: float = 0.0


def seed(database: Database, plan: SeedPlan, progress: Progress = silent) -> Seeded:
    """Fill a migrated database. Raises DatabaseDown."""
    began = time.perf_counter()
    with database.read() as db:
        setting = db.get(Setting, SEEDED)
        before = setting.value if setting is not None else None
    done = _again(database, plan, before, progress) if before else _first_time(database, plan, progress)
    if done.fresh:
        # Loaded by COPY, past the place that counts a call as it moves.
        counters.rebuild(database, plan.begin_at(plan.today))
        complaint_counters.rebuild(database, plan.zone, plan.now)
    return replace(done, took_s=round(time.perf_counter() - began, 3))


def half_seeded(db: Session) -> bool:
    """Return whether a first seeding was broken off: such a database must be made anew."""
    return db.get(Setting, _UNDER_WAY) is not None


def _first_time(database: Database, plan: SeedPlan, progress: Progress) -> Seeded:
    words = content()
    progress("centre", 0, 1)
    with database.write() as db:
        areas.seed_defaults(db)
        db.add(Setting(key=_UNDER_WAY, value={"begun": plan.now.isoformat()}))
        seed_centre(db, words, plan.now - timedelta(days=plan.days))
        load_terms(db, words.centre)
        _sizes(db)
    progress("knowledge", 0, 1)
    with database.write() as db:
        load_folder(db, demo_folder())
    with database.read() as db:
        articles = _articles(db)
    with Loader(database.dsn) as loader:
        customers = _customers(loader, words, plan, progress)
        history = History(plan, words, customers, articles)
        made = _past(loader, history, Complaints(plan, words, customers), plan.operational_days(), progress)
    progress("reviews", 0, 1)
    with database.write() as db:
        make_reviews(db, plan, words, Jobs(database.dsn))
        make_settings(db, plan, words, Jobs(database.dsn))
        make_project(db, plan, words, Jobs(database.dsn))
        _settle(db, history, plan)
    return Seeded(True, len(customers), history.calls, made)


def _sizes(db: Session) -> None:
    """How large the made-up branches are: the statistics of complaints are set against it."""
    codes = db.scalars(select(Branch.code).order_by(Branch.position, Branch.code)).all()
    lines = [f"{code}={3 + at * 5 % 11}/{18_000 + at * 7_300 % 52_000}" for at, code in enumerate(codes)]
    settings_store.seed(db, SIZES, BankSizes(branches=lines).model_dump())


def _customers(loader: Loader, words: Content, plan: SeedPlan, progress: Progress) -> list[Known]:
    maker = CustomerMaker(words, plan.seed, plan.today)
    found = []
    for number in range(1, plan.customers + 1):
        found.append(maker.one(number))
        if number % 500 == 0 or number == plan.customers:
            maker.send(loader)
            progress("customers", number, plan.customers)
    return found


def _past(loader: Loader, history: History, complaints: Complaints, days: list[date], progress: Progress) -> int:
    """Play the days; how many complaints came of them."""
    for number, day in enumerate(days, start=1):
        history.play(day)
        if number % _FLUSH_DAYS == 0 or number == len(days):
            if number == len(days):
                history.sign_everybody_out()
            history.send(loader)
            progress("history", number, len(days))
    complaints.make(history.grievances, history.plan.begin_at(days[0]))
    complaints.send(loader)
    return complaints.made


def _settle(db: Session, history: History, plan: SeedPlan) -> None:
    """Agents' states agree with their last interval; the mark that the database is seeded comes last."""
    for agent_id, since_ms in history.last_marks.items():
        db.execute(
            update(AgentState)
            .where(AgentState.person_id == uuid.UUID(agent_id), AgentState.state == "signed_out")
            .values(since_at=moment(since_ms))
        )
    mark = {
        "seed": plan.seed,
        "days": plan.days,
        "customers": plan.customers,
        "calls_per_day": plan.calls_per_day,
        "last_day": plan.operational_days()[-1].isoformat(),
        "until": plan.now.isoformat(),
    }
    db.execute(delete(Setting).where(Setting.key == _UNDER_WAY))
    statement = insert(Setting).values(key=SEEDED, value=mark)
    db.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": mark}))


def _articles(db: Session) -> dict[str, list[uuid.UUID]]:
    """Articles that the calls of each queue open."""
    shelves: dict[str, list[uuid.UUID]] = {}
    for id_, shelf in db.execute(select(Article.id, Article.category_code).order_by(Article.code)):
        shelves.setdefault(shelf, []).append(id_)
    found = {queue: [one for shelf in named for one in shelves.get(shelf, ())] for queue, named in _SHELVES.items()}
    return found | {"urgent": [one for shelf in _OTHER_SHELVES for one in shelves.get(shelf, ())]}


# ---------------------------------------------------------------------- a database that was seeded before


def _again(database: Database, plan: SeedPlan, before: dict[str, Any], progress: Progress) -> Seeded:
    """Add the whole days that have passed since, with the same customers."""
    last = date.fromisoformat(before["last_day"])
    plan = replace(plan, seed=before["seed"], calls_per_day=before["calls_per_day"])
    days = [day for day in plan.operational_days() if day > last]
    if not days:
        return Seeded(False)
    words = content()
    with database.read() as db:
        articles, customers = _articles(db), _known(db)
    history = History(plan, words, customers, articles)
    with database.write() as db:
        _take_up(db, history)
    with Loader(database.dsn) as loader:
        made = _past(loader, history, Complaints(plan, words, customers), days, progress)
    with database.write() as db:
        answer_past_calls(db, plan)
        _settle(db, history, plan)
    return Seeded(False, 0, history.calls, made)


def _take_up(db: Session, history: History) -> None:
    """Whoever is signed out stays so until the first shift of the new days, which closes the stretch."""
    gone = db.execute(
        delete(AgentInterval)
        .where(AgentInterval.ended_at.is_(None), AgentInterval.state == "signed_out")
        .returning(AgentInterval.person_id, AgentInterval.started_at)
    )
    for person_id, started_at in gone:
        history.last_marks[person_id.hex] = int(started_at.timestamp() * 1000)


def _known(db: Session) -> list[Known]:
    """Return the customers of the database, in the order in which they were made."""
    kinds: dict[uuid.UUID, dict[str, str]] = {}
    for owner, kind, name in db.execute(select(Holding.customer_id, Holding.kind, Holding.name_zh)):
        kinds.setdefault(owner, {}).setdefault(kind, name)
    telephones: dict[uuid.UUID, str] = {}
    points = select(ContactPoint.customer_id, ContactPoint.value).where(ContactPoint.kind == "mobile")
    for owner, value in db.execute(points.order_by(ContactPoint.verified, ContactPoint.value)):
        telephones[owner] = value
    rows = db.execute(select(Customer.id, Customer.name, Customer.branch_code).order_by(Customer.number))
    return [
        Known(id_.hex, name, branch or "", telephones[id_], kinds.get(id_, {}))
        for id_, name, branch in rows
        if id_ in telephones
    ]
