"""What a unit of work writes just before its commit: changes, audit entries, jobs, the answer to a write that may be repeated.

All of it but the jobs is one statement before the commit: nearly every unit writes some of each, and each trip costs a caller
whose screen pop waits for it as much as the work itself.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

import psycopg
from sqlalchemy import delete
from sqlalchemy.orm import Session

from agent_desk.hub.kit.audit.witness import Taken, Witness
from agent_desk.hub.kit.database import TOLD, WITNESS, after_commit, before_commit
from agent_desk.hub.kit.statements import connection_of, execute
from agent_desk.models.kit import IdempotentAnswer

Row = dict[str, Any]
RETENTION: Final = timedelta(days=3)
"""How long the first answer to a write is kept: as long as a seat's cursor. What a seat repeats later is done anew."""

_CHANGES: Final = """
    INSERT INTO change (area, entity, entity_id, version, audience, hint)
    SELECT area, entity, entity_id, version, audience, hint FROM jsonb_to_recordset(CAST(%(changes)s AS jsonb))
        AS t(area text, entity text, entity_id text, version int, audience text[], hint jsonb)
    RETURNING id
"""
_CHANGE_IDS: Final = "(SELECT array_agg(id ORDER BY id) FROM c)"
_AUDIT: Final = """
    INSERT INTO audit_entry (at, person_id, person_login, action, entity, entity_id, reason, detail, request_id,
        content_digest, witness, number, settled, mark)
    SELECT at, person_id, person_login, action, entity, entity_id, reason, detail, request_id, content_digest, witness,
        number, settled, mark
    FROM jsonb_to_recordset(CAST(%(audit)s AS jsonb)) AS t(at timestamptz, person_id uuid, person_login text, action text,
        entity text, entity_id text, reason text, detail jsonb, request_id text, content_digest bytea,
        witness text, number bigint, settled bigint, mark bytea)
"""
_ANSWER: Final = """
    UPDATE idempotent_answer SET status = %(status)s, body = CAST(%(body)s AS jsonb) WHERE person_id = %(asker)s AND key = %(key)s
"""


@lru_cache(maxsize=8)
def _statement(changes: bool, audit: bool, answer: bool) -> str:
    """Return one statement for what there is: an insert of no rows would still wake every listener."""
    written = (("c", _CHANGES, changes), ("a", _AUDIT, audit), ("k", _ANSWER, answer))
    parts = ", ".join(f"{name} AS ({sql})" for name, sql, has in written if has)
    return f"WITH {parts} SELECT {_CHANGE_IDS if changes else 'NULL'}"


@dataclass(frozen=True, slots=True)
class Job:
    """A job of this session: `defer` writes its row on a connection and gives its id, `then` hears the id after the commit."""

    defer: Callable[["psycopg.Connection[Any]"], int]
    then: Callable[[int], None] | None


class Pending:
    """The rows of one session, until its commit writes them."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self.changes: list[Row] = []
        self.audit: list[Row] = []
        self.jobs: list[Job] = []
        self.answer: Row = {}
        """The first answer to a write that may be repeated: asker, key, status, body as JSON."""
        self._taken: list[Taken] = []
        """Numbers of audit entries that are written and not yet committed."""

    def write(self) -> None:
        """Write what has gathered, in the session's own transaction."""
        changes, audit, jobs, answer = self.changes, self.audit, self.jobs, self.answer
        self.changes, self.audit, self.jobs, self.answer = [], [], [], {}
        witness: Witness | None = self._db.info.get(WITNESS)
        if witness is not None and audit:
            taken = witness.take(audit, [bytes.fromhex(row["content_digest"][2:]) for row in audit])
            self._taken.append(taken)
        change_ids: list[int] = []
        if changes or audit or answer:
            lists = {"changes": changes, "audit": audit}
            given = {name: json.dumps(rows, ensure_ascii=False) for name, rows in lists.items() if rows} | answer
            sql = _statement(bool(changes), bool(audit), bool(answer))
            ((written,),) = execute(self._db, sql, given).fetchall()
            change_ids = written or []
        line = connection_of(self._db)
        job_ids = [job.defer(line) for job in jobs]
        after_commit(self._db, lambda: self._committed(change_ids, changes, job_ids, jobs))

    def _committed(self, change_ids: list[int], changes: list[Row], job_ids: list[int], jobs: list[Job]) -> None:
        for taken in self._taken:
            self._db.info[WITNESS].committed(taken)
        self._taken = []
        told = self._db.info.get(TOLD)
        if told is not None and changes:
            # Drawn in the order of the rows.
            told([{"id": change_id, **row} for change_id, row in zip(change_ids, changes, strict=True)])
        for job_id, job in zip(job_ids, jobs, strict=True):
            if job.then is not None:
                job.then(job_id)

    def forget(self) -> None:
        """The session's work is undone, or nobody knows what became of it."""
        for taken in self._taken:
            self._db.info[WITNESS].lost(taken)
        self._taken = []
        self.changes, self.audit, self.jobs, self.answer = [], [], [], {}


def pending(db: Session) -> Pending:
    """Return what this session is to write before its commit."""
    found: Pending | None = db.info.get(Pending)
    if found is None:
        found = db.info[Pending] = Pending(db)
        before_commit(db, found.write, found.forget)
    return found


@contextmanager
def undone(db: Session) -> Iterator[Pending]:
    """Undo whatever is done in the block when it ends; what it yields says meanwhile what that would have written."""
    rows = pending(db)
    before = (rows.changes, rows.audit, rows.jobs)
    db.flush()
    trial = db.begin_nested()
    try:
        rows.changes, rows.audit, rows.jobs = [], [], []
        yield rows
    finally:
        rows.changes, rows.audit, rows.jobs = before
        trial.rollback()


@contextmanager
def whole(db: Session) -> Iterator[None]:
    """Let a block that raises leave nothing behind, neither rows nor what it would have written; the session goes on."""
    rows = pending(db)
    before = (list(rows.changes), list(rows.audit), list(rows.jobs))
    db.flush()
    try:
        with db.begin_nested():
            yield
    except BaseException:
        rows.changes, rows.audit, rows.jobs = before
        raise


def prune_answers(db: Session, now: datetime) -> int:
    """Forget the answers to writes that no seat will repeat any more; how many."""
    old = delete(IdempotentAnswer).where(IdempotentAnswer.created_at < now - RETENTION)
    return len(db.execute(old.returning(IdempotentAnswer.key)).all())
