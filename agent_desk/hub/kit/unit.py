"""One unit of work: the session, who asks, the hub's time, and the two things every write leaves behind (change, audit)."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from agent_desk.hub.kit.audit.witness import content_digest
from agent_desk.hub.kit.centre import centre_zone
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.pending import pending
from agent_desk.hub.kit.security import Caller
from agent_desk.models.kit import AuditEntry
from agent_desk.schemas.kit.change import Change
from agent_desk.schemas.kit.operation import SIGNED_IN

T = TypeVar("T")


@dataclass(slots=True)
class Unit:
    """What a service function works with. It never commits: the one place that does is the end of the request."""

    db: Session
    now: datetime
    jobs: Jobs
    caller: Caller | None = None
    request_id: str = ""
    after: list[str] = field(default_factory=list)
    context: HubContext | None = None
    permission: str = ""
    """The permission of the operation that is done."""
    asked_who: bool = False
    """Whether the function has looked at who is calling."""
    scoped: bool = False
    """Whether the function has asked how far the caller reaches (`hub/kit/scope.py`)."""
    asked_rights: set[str] = field(default_factory=set)
    """Of which permissions it has asked so."""
    found: dict[str, Any] = field(default_factory=dict)
    """What was asked for `once`."""

    @property
    def me(self) -> Caller:
        """The signed-in person; only for code reached through an endpoint."""
        assert self.caller is not None, "this unit of work has no caller"
        self.asked_who = True
        return self.caller

    @property
    def hub(self) -> HubContext:
        """The hub this request came to; only for code reached through an endpoint."""
        assert self.context is not None, "this unit of work came of no request"
        return self.context

    @property
    def zone(self) -> ZoneInfo:
        """The centre's one time zone: its own where it is set, else that of the hub's settings."""
        return self.once("zone", lambda: ZoneInfo(centre_zone(self.db, self.hub.settings.zone)))

    def once(self, what: str, find: Callable[[], T]) -> T:
        """Return something that does not change within this unit of work: it is found when it is asked for first."""
        if what not in self.found:
            self.found[what] = find()
        found: T = self.found[what]
        return found

    @property
    def today(self) -> date:
        """The day it is in the centre."""
        return self.now.astimezone(self.zone).date()

    def change(self, change: Change, *, to: Iterable[str]) -> None:
        """Tell of a change to these audiences ("all", "person:<id>", "perm:<permission>", and those of `scope.audience`)."""
        pending(self.db).changes.append(
            {
                "area": change.AREA,
                "entity": change.entity,
                "entity_id": str(change.id),
                "version": change.version,
                "audience": sorted(set(to)),
                "hint": change.hint(),
            }
        )

    def audit(
        self,
        action: str,
        entity: str,
        entity_id: uuid.UUID | str,
        *,
        reason: str | None = None,
        shown_to: tuple[uuid.UUID, str] | None = None,
        **detail: Any,
    ) -> None:
        """Write down an action worth answering for: a write, a read of customer data, a reveal, an export, listening.

        `shown_to`: id and login of the person to whom the hub shows something unasked; else it is the caller's action.
        """
        person = shown_to or ((self.caller.person_id, self.caller.login) if self.caller else (None, "system"))
        if self.caller is not None and self.caller.stands_in and shown_to is None:
            detail = detail | self._for_whom(self.caller)
        entry = AuditEntry(
            at=self.now,
            person_id=person[0],
            person_login=person[1],
            action=action,
            entity=entity,
            entity_id=str(entity_id),
            reason=reason,
            detail=detail,
            request_id=self.request_id or None,
            content_digest=b"",
        )
        row = {
            "at": entry.at.isoformat(),
            "person_id": str(entry.person_id) if entry.person_id else None,
            "person_login": entry.person_login,
            "action": action,
            "entity": entity,
            "entity_id": entry.entity_id,
            "reason": reason,
            "detail": detail,
            "request_id": entry.request_id,
            "content_digest": rf"\x{content_digest(entry).hex()}",
        }
        pending(self.db).audit.append(row)

    def _for_whom(self, caller: Caller) -> dict[str, list[str]]:
        """Return for whom a substitute acts. Where their own roles reach some way too, which of both it was by is not told apart here."""
        sure: set[str] = set()
        perhaps: set[str] = set()
        for word in {self.permission, *self.asked_rights} & caller.stands_in.keys():
            alone = word not in caller.own and (word == self.permission or self.permission == SIGNED_IN)
            (sure if alone else perhaps).update(caller.stands_in[word])
        told = {"stands_in_for": sorted(sure), "may_stand_in_for": sorted(perhaps - sure)}
        return {name: logins for name, logins in told.items() if logins}

    def later(self, task: str, *, withheld: Mapping[str, Any] | None = None, **arguments: Any) -> None:
        """Have a job done after the commit: its row is written in this very transaction, without what is `withheld`."""
        self.jobs.defer(self.db, task, withheld=withheld, **arguments)
