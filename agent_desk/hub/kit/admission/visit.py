"""A request that is worked on apart from the seats' threads: it opens its own units of work, and none of them waits for a hash."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fastapi import Request
from sqlalchemy.orm import Session

from agent_desk.hub.kit.admission.address import address_of
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import RefusedAfterCommit
from agent_desk.hub.kit.security import Caller, caller_of, require
from agent_desk.hub.kit.unit import Unit
from agent_desk.schemas.kit.operation import SIGNED_IN


@dataclass(slots=True)
class Visit:
    """Who asks from where. `caller`: the signed-in person, where the operation needs one."""

    hub: HubContext
    address: str
    request_id: str
    authorization: str | None = None
    caller: Caller | None = None

    @classmethod
    def of(cls, request: Request, authorization: str | None) -> "Visit":
        """Return the visit of a request."""
        return cls(
            request.app.state.hub_context, address_of(request.scope), request.scope.get("request_id", ""), authorization
        )

    @property
    def me(self) -> Caller:
        """The signed-in person; only where the operation needs a sign-in."""
        assert self.caller is not None, "nobody has signed in for this"
        return self.caller

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """A unit of work that only reads."""
        with self.hub.database.read() as db:
            yield self._unit(db)

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """A unit of work that is committed at its end; where RefusedAfterCommit is raised, what was written is committed too."""
        refusal = None
        with self.hub.database.write() as db:
            try:
                yield self._unit(db)
            except RefusedAfterCommit as refused:
                refusal = refused.error
        if refusal is not None:
            raise refusal

    def _unit(self, db: Session) -> Unit:
        return Unit(
            db=db,
            now=self.hub.now(),
            jobs=self.hub.jobs,
            caller=self.caller,
            request_id=self.request_id,
            context=self.hub,
        )

    def find_caller(self, permission: str) -> Caller:
        """Return who asks. Raises NotSignedIn, SessionExpired, TakenOver, NotPermitted."""
        with self.hub.database.read() as db:
            caller = caller_of(db, self.authorization, self.hub.now())
        if permission != SIGNED_IN:
            require(caller, permission)
        return caller
