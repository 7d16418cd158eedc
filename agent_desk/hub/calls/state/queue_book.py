"""The queues and the centre's area code, kept for a few seconds by the reader of events."""

import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import centre
from agent_desk.models.calls.calls import Queue


class QueueBook:
    """The queues, kept for a few seconds by the reader of events, who needs them many times a second; and the area code of local
    callers."""

    def __init__(self, keep_s: float = 5.0) -> None:
        self._keep_s = keep_s
        self._queues: dict[str, Queue] = {}
        self._read_at = self._area_at = -keep_s
        self._area = ""

    def read(self, db: Session) -> dict[str, Queue]:
        """Return every queue by its code, at most `keep_s` old."""
        if time.monotonic() - self._read_at > self._keep_s:
            self._queues = {queue.code: queue for queue in db.scalars(select(Queue))}
            self._read_at = time.monotonic()
        return self._queues

    def area_code(self, db: Session) -> str:
        """Return the centre's area code, at most `keep_s` old."""
        if time.monotonic() - self._area_at > self._keep_s:
            self._area, self._area_at = centre.area_code(db), time.monotonic()
        return self._area
