"""What a unit of work leaves behind beside its own rows: changes, audit entries, jobs. One statement before the commit.

Nearly every unit writes some of each. As rows of their own they would be three round trips, and each costs a caller
whose screen pop waits for it as much as the work itself.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, LiteralString

from sqlalchemy.orm import Session

from agent_desk.hub.kit.database import TOLD, after_commit, before_commit
from agent_desk.hub.kit.queueing import Sent

Row = dict[str, Any]

_CHANGES: Final = """
    INSERT INTO change (area, entity, entity_id, version, audience, hint)
    SELECT area, entity, entity_id, version, audience, hint FROM jsonb_to_recordset(CAST(%(changes)s AS jsonb))
        AS t(area text, entity text, entity_id text, version int, audience text[], hint jsonb)
    RETURNING id
"""
_CHANGE_IDS: Final = "(SELECT array_agg(id ORDER BY id) FROM c)"
_AUDIT: Final = """
    INSERT INTO audit_entry (at, person_id, person_login, action, entity, entity_id, reason, detail, request_id,
        content_digest)
    SELECT at, person_id, person_login, action, entity, entity_id, reason, detail, request_id, content_digest
    FROM jsonb_to_recordset(CAST(%(audit)s AS jsonb)) AS t(at timestamptz, person_id uuid, person_login text, action text,
        entity text, entity_id text, reason text, detail jsonb, request_id text, content_digest bytea)
"""
# procrastinate's own function; the time is the database's.
_JOBS: Final = """
    (SELECT procrastinate_defer_jobs_v1(array_agg(ROW('default', job->>'task', 0, NULL, NULL, job->'arguments',
        now() + make_interval(secs => CAST(job->>'after_s' AS double precision)))::procrastinate_job_to_defer_v1
        ORDER BY place))
    FROM jsonb_array_elements(CAST(%(jobs)s AS jsonb)) WITH ORDINALITY AS t(job, place))
"""


@lru_cache(maxsize=8)
def _statement(changes: bool, audit: bool, jobs: bool) -> LiteralString:
    """One statement for what there is: an insert of no rows would still wake every listener."""
    parts = [f"{name} AS ({sql})" for name, sql, has in (("c", _CHANGES, changes), ("a", _AUDIT, audit)) if has]
    ids = f"{_CHANGE_IDS if changes else 'NULL'}, {_JOBS if jobs else 'NULL'}"
    return f"{'WITH ' if parts else ''}{', '.join(parts)} SELECT {ids}"


class Behind:
    """The rows of one session, until its commit writes them."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self.changes: list[Row] = []
        self.audit: list[Row] = []
        self._jobs: list[tuple[Row, Callable[[int], None] | None]] = []

    def job(self, task: str, arguments: Row, after_s: float, then: Callable[[int], None] | None) -> None:
        """A job's row, due after so long; `then` is called with its id once it is committed."""
        self._jobs.append(({"task": task, "arguments": arguments, "after_s": after_s}, then))

    def write(self) -> None:
        """Write what has gathered, in the session's own transaction."""
        changes, audit, jobs = self.changes, self.audit, self._jobs
        if not (changes or audit or jobs):
            return
        self.changes, self.audit, self._jobs = [], [], []
        lists = {"changes": changes, "audit": audit, "jobs": [job for job, _ in jobs]}
        given = {name: json.dumps(rows, ensure_ascii=False) for name, rows in lists.items() if rows}
        sent = Sent(self._db, _statement(bool(changes), bool(audit), bool(jobs)), given)
        after_commit(self._db, lambda: self._committed(sent, changes, [then for _, then in jobs]))

    def _committed(self, sent: Sent, changes: list[Row], jobs: list[Callable[[int], None] | None]) -> None:
        change_ids, job_ids = sent.one()
        told = self._db.info.get(TOLD)
        if told is not None and changes:
            # Drawn in the order of the rows.
            told([{"id": change_id, **row} for change_id, row in zip(change_ids, changes, strict=True)])
        for job_id, then in zip(job_ids or (), jobs, strict=True):
            if then is not None:
                then(job_id)

    def forget(self) -> None:
        """The session's work is undone."""
        self.changes, self.audit, self._jobs = [], [], []


def behind(db: Session) -> Behind:
    """What this session leaves behind so far."""
    found: Behind | None = db.info.get(Behind)
    if found is None:
        found = db.info[Behind] = Behind(db)
        before_commit(db, found.write, found.forget)
    return found
