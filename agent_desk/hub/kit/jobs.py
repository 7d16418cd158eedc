"""Jobs that leave the house after the commit: procrastinate, whose rows live in PostgreSQL beside what they belong to.

The hub that commits also does the job, at once, in this process or its back room: asking the queue for it would cost more than
most jobs do. The row is the promise behind that: it falls due a few seconds later, so where the hub ends between the commit
and the action, any hub's worker does the job. What was done is deleted. A job may therefore be done twice, never not at
all, and never before its commit: each must bear repeating, and be short beside `GRACE_S`.
"""

import asyncio
import json
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final

import procrastinate
import psycopg
import structlog
from procrastinate import PsycopgConnector, SyncPsycopgConnector
from sqlalchemy.orm import Session

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import DatabaseDown
from agent_desk.hub.kit.pending import Job, pending
from agent_desk.hub.kit.statements import connection_of

GRACE_S: Final = 5
"""So long the hub that committed has for a job before the workers take it up."""
HANDS: Final = 6
FAILED_KEPT_H: Final = 72
_SWEEP_S: Final = 0.5

HandOver = Callable[[int, str, str], bool]
"""Hands a committed job to another process, by id, task and arguments as JSON; False where it is not taken. Does not wait."""

log = structlog.get_logger()


class Jobs:
    """The job queue. Tasks are registered by the areas when the hub is built; any hub may run them."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self.app = procrastinate.App(connector=SyncPsycopgConnector(conninfo=dsn))
        self._hands: Hands | None = None

    def knows(self, task: str) -> bool:
        """Return whether an area has registered it here; a command-line tool has built no areas."""
        return task in self.app.tasks

    def defer(self, db: Session, task: str, *, withheld: Mapping[str, Any] | None = None, **arguments: Any) -> None:
        """Write the job's row in the session's own transaction: it exists if and only if the transaction commits.

        `withheld`: arguments that are handed over by memory alone and never written anywhere (digits of a PIN). A worker that
        finds the row later, since this hub has gone, has the row alone, and must do without them.
        """
        name, hands = self.app.tasks[task].name, self._hands
        # A command-line tool, a hub that stops: the workers take it up as soon as they look.
        due = 0 if hands is None else GRACE_S

        def write(line: "psycopg.Connection[Any]") -> int:
            return self.app.configure_task(name, schedule_in={"seconds": due}, connection=line).defer(**arguments)

        words = json.dumps({**arguments, **(withheld or {})})
        then = None if hands is None else partial(hands.take, task=name, words=words)
        pending(db).jobs.append(Job(write, then))

    def begin(self, database: Database, hand_over: HandOver | None = None) -> None:
        """From now on this process does the jobs that it commits, or hands them over to who takes them."""
        self._hands = Hands(self.app, database, hand_over)

    def take(self, job_id: int, task: str, words: str) -> None:
        """Do a job that another process has committed and handed over."""
        if self._hands is not None:
            self._hands.take(job_id, task, words)

    def do_here(self, job_id: int, task: str, words: str) -> None:
        """Do a job that was handed to another process, which has not taken it."""
        if self._hands is not None:
            self._hands.do_here(job_id, task, words)

    def end(self) -> None:
        """Finish what is being done; what has not begun is left to the workers of the other hubs."""
        hands, self._hands = self._hands, None
        if hands is not None:
            hands.close()

    def async_app(self) -> procrastinate.App:
        """The same tasks on a connector a worker can run with, inside the hub's event loop."""
        return self.app.with_connector(PsycopgConnector(conninfo=self._dsn, min_size=1, max_size=4))


def prune(jobs: Jobs) -> None:
    """Forget jobs that have failed or were given up: what they were to do is told in the log, and their arguments must not stay."""

    async def forget() -> None:
        async with jobs.async_app().open_async() as app:
            await app.job_manager.delete_old_jobs(
                FAILED_KEPT_H, include_failed=True, include_cancelled=True, include_aborted=True
            )

    asyncio.run(forget())


class Hands:
    """Does the jobs of this process as soon as they are committed, and takes the rows of what is done off the table."""

    def __init__(self, app: procrastinate.App, database: Database, hand_over: HandOver | None = None) -> None:
        self._app, self._database, self._hand_over = app, database, hand_over
        self._pool = ThreadPoolExecutor(HANDS, thread_name_prefix="job")
        self._done: list[int] = []
        self._closing = threading.Event()
        self._sweeper = threading.Thread(target=self._sweep, name="job-sweeper", daemon=True)
        self._sweeper.start()

    def take(self, job_id: int, task: str, words: str) -> None:
        """The job is committed."""
        if self._hand_over is None or not self._hand_over(job_id, task, words):
            self.do_here(job_id, task, words)

    def do_here(self, job_id: int, task: str, words: str) -> None:
        """Do it in this process."""
        try:
            self._pool.submit(self._do, job_id, task, words)
        except RuntimeError:
            log.info("a job is left to the workers", task=task, cause="this hub stops")

    def _do(self, job_id: int, task: str, words: str) -> None:
        try:
            self._app.tasks[task](**json.loads(words))
        except Exception as fault:
            # The worker does it again when it falls due; if it fails there too, it says so and keeps the row.
            log.info("a job is left to the workers", task=task, cause=type(fault).__name__)
        else:
            self._done.append(job_id)

    def _sweep(self) -> None:
        while not self._closing.wait(_SWEEP_S):
            self._delete()
        self._delete()

    def _delete(self) -> None:
        done = self._done[:]
        if not done:
            return
        try:
            with self._database.write() as db:
                line = connection_of(db)
                for job_id in done:
                    # One that a worker has taken up meanwhile is no longer to do, and stays its.
                    self._app.job_manager.cancel_job_by_id(job_id, delete_job=True, connection=line)
        except (DatabaseDown, psycopg.Error):
            return
        del self._done[: len(done)]

    def close(self) -> None:
        """End: what is being done is finished, what waits is not begun."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._closing.set()
        self._sweeper.join(5)
