"""Long work: done once, told on the way, stopped, taken up after a crash from where it was, and seen by those who may."""

import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from pydantic import BaseModel
from sqlalchemy import func, select, update

from agent_desk.hub.kit import long_jobs
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import NotFound, NotPermitted
from agent_desk.hub.kit.long_jobs import KINDS, JobKind, LongJobWorker, Running
from agent_desk.hub.kit.security import Caller
from agent_desk.models.kit import Change
from agent_desk.models.long_jobs import LongJob
from tests.fixtures.people import Staff
from tests.fixtures.waiting import needed, patience, until


class Count(BaseModel):
    """How far to count."""

    to: int = 3


class Counted(BaseModel):
    """What was counted, and from where on."""

    counted: int
    begun_at: int


Work = Callable[[Running[Count]], Counted | None]


def count(job: Running[Count]) -> Counted:
    """Count, saying each number."""
    begun_at = job.checkpoint.get("at", 0)
    for number in range(begun_at, job.args.to):
        job.tell(number, job.args.to, {"at": number})
    job.tell(job.args.to, job.args.to)
    return Counted(counted=job.args.to, begun_at=begun_at)


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word is written, so that a test sees it."""
    monkeypatch.setattr(long_jobs, "TELL_S", 0.0)
    monkeypatch.setattr(long_jobs, "LOOK_S", 0.02)


@pytest.fixture
def kind() -> Iterator[Callable[..., JobKind[Count]]]:
    """Declares a kind of job."""
    made: list[str] = []

    def declare(run: Work = count, *, resumes: bool = True, **more: Any) -> JobKind[Count]:
        name = f"test.{len(made)}"
        made.append(name)
        return long_jobs.register(JobKind(name, Count, "settings.manage", run, resumes=resumes, **more))

    yield declare
    for name in made:
        del KINDS[name]


@pytest.fixture
def worker(hub_context: HubContext) -> Iterator[LongJobWorker]:
    """A worker that runs; ended with the test."""
    thread = LongJobWorker(hub_context)
    yield thread
    hub_context.stopping.set()
    if thread.is_alive():
        thread.join(patience(10))


def row_of(hub: HubContext, job_id: uuid.UUID) -> LongJob:
    with hub.database.read() as db:
        row = db.get_one(LongJob, job_id)
        db.expunge_all()
        return row


def ends(hub: HubContext, job_id: uuid.UUID) -> LongJob:
    return until(lambda: row if (row := row_of(hub, job_id)).ended_at is not None else None, "the end of the job")


def test_a_job_is_done_with_its_result_and_the_seats_hear_of_it(
    hub_context: HubContext, in_unit: Any, worker: LongJobWorker, kind: Any, staff: Staff
) -> None:
    lin = staff.caller("lin", "agent")
    job = in_unit(long_jobs.start, kind(), Count(to=4), caller=lin)
    worker.start()
    row = ends(hub_context, job.id)
    assert (row.state, row.done, row.total, row.result) == ("done", 4, 4, {"counted": 4, "begun_at": 0})
    with hub_context.database.read() as db:
        changes = db.execute(select(Change.audience, Change.hint).where(Change.entity_id == str(job.id))).all()
    assert {hint["state"] for _, hint in changes} == {"waiting", "running", "done"}
    assert all(set(to) == {f"person:{lin.person_id}", "perm:settings.manage@all"} for to, _ in changes)
    assert in_unit(long_jobs.one, job.id, caller=lin).result == {"counted": 4, "begun_at": 0}


def test_the_same_is_not_asked_for_twice_while_it_is_open(hub_context: HubContext, in_unit: Any, kind: Any) -> None:
    declared = kind()
    with ThreadPoolExecutor(4) as people:
        jobs = [people.submit(in_unit, long_jobs.start, declared, Count(), "x") for _ in range(4)]
    assert len({job.result().id for job in jobs}) == 1
    assert in_unit(long_jobs.start, declared, Count(), "y").id != jobs[0].result().id


def test_two_workers_do_not_do_the_same(hub_context: HubContext, in_unit: Any, kind: Any) -> None:
    declared = kind()
    in_unit(long_jobs.start, declared, Count())
    with ThreadPoolExecutor(4) as workers:
        taken = [workers.submit(long_jobs.take, hub_context, declared) for _ in range(4)]
    assert len([one for one in taken if one.result() is not None]) == 1


def test_a_running_job_is_stopped_at_its_next_word(
    hub_context: HubContext, in_unit: Any, worker: LongJobWorker, kind: Any, staff: Staff
) -> None:
    begun = threading.Event()

    def endless(job: Running[Count]) -> None:
        while True:
            job.tell(1, None)
            begun.set()
            time.sleep(0.01)

    told: list[tuple[str, str]] = []
    declared = kind(endless, ended=lambda unit, args, state, fault: told.append((state, fault)))
    lin = staff.caller("lin", "agent")
    job = in_unit(long_jobs.start, declared, Count(), caller=lin)
    worker.start()
    assert begun.wait(patience(20))
    assert in_unit(long_jobs.one, job.id, caller=lin).may_stop
    asked = in_unit(long_jobs.stop, job.id, caller=lin)
    assert asked.stop_asked and not asked.may_stop
    assert ends(hub_context, job.id).state == "stopped" and told == [("stopped", "")]


def test_a_waiting_job_is_stopped_at_once(hub_context: HubContext, in_unit: Any, kind: Any, staff: Staff) -> None:
    declared, lin = kind(), staff.caller("lin", "agent")
    job = in_unit(long_jobs.start, declared, Count(), caller=lin)
    assert in_unit(long_jobs.stop, job.id, caller=lin).state == "stopped"
    assert long_jobs.take(hub_context, declared) is None


def test_others_neither_see_nor_stop_it_but_who_may_does(
    hub_context: HubContext, in_unit: Any, kind: Any, staff: Staff
) -> None:
    lin, mei = staff.caller("lin", "agent"), staff.caller("mei", "agent")
    chief: Caller = staff.caller("chief", "system_administrator")
    job = in_unit(long_jobs.start, kind(), Count(), caller=lin)
    for what in (long_jobs.one, long_jobs.stop):
        with pytest.raises(NotFound):
            in_unit(what, job.id, caller=mei)
    assert in_unit(long_jobs.listed, caller=mei) == []
    assert [one.id for one in in_unit(long_jobs.listed, caller=lin)] == [job.id]
    assert [one.asked_by for one in in_unit(long_jobs.listed, caller=chief)] == ["测试员"]
    assert in_unit(long_jobs.stop, job.id, caller=chief).state == "stopped"


def test_a_refusal_ends_it_with_its_error(
    hub_context: HubContext, in_unit: Any, worker: LongJobWorker, kind: Any
) -> None:
    def refused(job: Running[Count]) -> None:
        raise NotPermitted(permission="x")

    job = in_unit(long_jobs.start, kind(refused), Count())
    worker.start()
    row = ends(hub_context, job.id)
    assert (row.state, row.fault, row.result) == ("failed", "not_permitted", None)


@pytest.mark.expects_log
def test_a_fault_of_ours_ends_it_and_the_worker_goes_on(
    hub_context: HubContext, in_unit: Any, worker: LongJobWorker, kind: Any
) -> None:
    def broken(job: Running[Count]) -> None:
        raise ZeroDivisionError

    declared = kind(broken)
    first = in_unit(long_jobs.start, declared, Count())
    worker.start()
    assert ends(hub_context, first.id).fault == "internal_fault"
    second = in_unit(long_jobs.start, declared, Count())
    assert ends(hub_context, second.id).fault == "internal_fault"


# ---------------------------------------------------------------------- hubs that end


def test_a_hub_that_stops_gives_its_job_back_and_the_next_goes_on_from_there(
    hub_context: HubContext, in_unit: Any, worker: LongJobWorker, kind: Any
) -> None:
    reached = threading.Event()

    def slow(job: Running[Count]) -> Counted:
        if job.checkpoint:
            return count(job)
        while True:
            job.tell(2, 5, {"at": 2})
            reached.set()
            time.sleep(0.01)

    job = in_unit(long_jobs.start, kind(slow), Count(to=5))
    worker.start()
    assert reached.wait(patience(20))
    hub_context.stopping.set()
    worker.join(patience(20))
    assert row_of(hub_context, job.id).state == "waiting"
    hub_context.stopping.clear()
    again = LongJobWorker(hub_context)
    again.start()
    row = ends(hub_context, job.id)
    hub_context.stopping.set()
    again.join(patience(20))
    assert (row.state, row.result, row.tries) == ("done", {"counted": 5, "begun_at": 2}, 2)


KILLED = """
import sys
from pydantic import BaseModel
from agent_desk.hub.kit import long_jobs
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.seats import Seats
from agent_desk.hub.kit.settings import Settings
long_jobs.TELL_S = 0.0
class Anything(BaseModel):
    pass
def endless(job):
    while True:
        job.tell(7, 10, {"at": 7})
kind = long_jobs.register(long_jobs.JobKind(sys.argv[2], Anything, "settings.manage", endless, resumes=True))
database = Database(sys.argv[1])
hub = HubContext(settings=Settings(database=sys.argv[1]), database=database, jobs=Jobs(database.dsn), seats=Seats())
long_jobs.take(hub, kind).do()
"""
STARTS_WITHIN_S = 60
"""On a machine on which others work as well."""


@pytest.mark.parametrize("resumes", [True, False])
def test_a_job_whose_worker_was_killed_is_taken_up_or_said_to_be_interrupted(
    hub_context: HubContext, in_unit: Any, kind: Any, database_url: str, resumes: bool
) -> None:
    told: list[tuple[str, str]] = []
    declared = kind(resumes=resumes, ended=lambda unit, args, state, fault: told.append((state, fault)))
    job = in_unit(long_jobs.start, declared, Count(to=10))
    process = subprocess.Popen([sys.executable, "-c", KILLED, database_url, declared.name])
    try:
        with needed("the other hub", lambda: process.poll() is None):
            until(lambda: row_of(hub_context, job.id).done == 7, "the work of the other hub", STARTS_WITHIN_S)
    finally:
        process.kill()
        process.wait()
    assert long_jobs.take(hub_context, declared) is None, "it may only be slow"
    with hub_context.database.write() as db:
        late = func.clock_timestamp() - long_jobs.SILENT_AFTER - timedelta(seconds=1)
        db.execute(update(LongJob).values(heartbeat_at=late))
    taken = long_jobs.take(hub_context, declared)
    if not resumes:
        assert taken is None and told == [("interrupted", "interrupted")]
        assert row_of(hub_context, job.id).state == "interrupted"
        return
    assert taken is not None
    taken.do()
    row = row_of(hub_context, job.id)
    assert (row.state, row.result) == ("done", {"counted": 10, "begun_at": 7})


def test_a_worker_that_was_taken_for_dead_learns_it_and_writes_nothing_more(
    hub_context: HubContext, in_unit: Any, kind: Any
) -> None:
    declared = kind()
    job = in_unit(long_jobs.start, declared, Count(to=3))
    slow = long_jobs.take(hub_context, declared)
    assert slow is not None
    with hub_context.database.write() as db:
        db.execute(update(LongJob).values(heartbeat_at=func.clock_timestamp() - timedelta(minutes=5)))
    other = long_jobs.take(hub_context, declared)
    assert other is not None
    slow.do()
    assert row_of(hub_context, job.id).state == "running"
    other.do()
    assert row_of(hub_context, job.id).state == "done"


def test_a_job_whose_workers_die_again_and_again_is_given_up(hub_context: HubContext, in_unit: Any, kind: Any) -> None:
    declared = kind()
    job = in_unit(long_jobs.start, declared, Count())
    for _ in range(long_jobs.MOST_TRIES):
        assert long_jobs.take(hub_context, declared) is not None
        with hub_context.database.write() as db:
            db.execute(update(LongJob).values(heartbeat_at=func.clock_timestamp() - timedelta(minutes=5)))
    assert long_jobs.take(hub_context, declared) is None
    assert row_of(hub_context, job.id).state == "interrupted"


def test_a_heartbeat_keeps_a_silent_job(hub_context: HubContext, in_unit: Any, kind: Any) -> None:
    declared = kind()
    in_unit(long_jobs.start, declared, Count())
    running = long_jobs.take(hub_context, declared)
    assert running is not None
    with hub_context.database.write() as db:
        db.execute(update(LongJob).values(heartbeat_at=func.clock_timestamp() - timedelta(minutes=5)))
    running.beat()
    assert long_jobs.take(hub_context, declared) is None


def test_jobs_of_long_ago_are_forgotten(hub_context: HubContext, in_unit: Any, kind: Any, staff: Staff) -> None:
    declared, lin = kind(), staff.caller("lin", "agent")
    job = in_unit(long_jobs.start, declared, Count(), caller=lin)
    in_unit(long_jobs.stop, job.id, caller=lin)
    waiting = in_unit(long_jobs.start, declared, Count(), caller=lin)
    with hub_context.database.write() as db:
        db.execute(update(LongJob).where(LongJob.id == job.id).values(ended_at=hub_context.now() - timedelta(days=91)))
    (duty,) = long_jobs.duties()
    duty.do(hub_context)
    assert [one.id for one in in_unit(long_jobs.listed, caller=lin)] == [waiting.id]


@pytest.mark.expects_log
def test_a_job_that_this_release_cannot_read_fails_and_others_go_on(
    hub_context: HubContext, in_unit: Any, worker: LongJobWorker, kind: Any
) -> None:
    declared = kind()
    job = in_unit(long_jobs.start, declared, Count())
    with hub_context.database.write() as db:
        db.execute(update(LongJob).values(args={"to": "many"}))
    worker.start()
    assert ends(hub_context, job.id).fault == "unreadable_job"
    assert ends(hub_context, in_unit(long_jobs.start, declared, Count()).id).state == "done"
