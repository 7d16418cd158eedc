"""Sign-in, sign-out, who am I."""

from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.params import Depends

from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import OPEN, PERMISSION, SIGNED_IN, house_of, read, write
from agent_desk.hub.people import service
from agent_desk.models.people import SeatSession
from agent_desk.schemas.people.records import Centre, Me, Session, SignedIn, SignedOut, SignIn

router = APIRouter(prefix="/api/people", tags=["people"])
TheHouse = Annotated[HubContext, Depends(house_of)]


@router.post("/sign-in")
def sign_in(request: Request, form: SignIn) -> SignedIn:
    """Sign in at a seat. Not idempotent on purpose: the answer holds a secret and is never stored."""
    hub_context: HubContext = request.app.state.hub_context
    refusal = None
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs, request_id=request.scope.get("request_id", ""))
        try:
            token, session, person, ended = service.sign_in(unit, form, hub_context.settings.session_hours)
        except service.Refused as refused:
            refusal = refused.error
        else:
            roles, permissions = service.rights_of(db, person)
            me = Me(
                id=person.id,
                login=person.login,
                name=person.name,
                name_en=person.name_en,
                agent_code=person.agent_code,
                roles=roles,
                permissions=permissions,
            )
            for old in ended:
                unit.changed("people", "seat_session", old.id, to=["all"], ended="taken_over")
            answer = SignedIn(
                token=token,
                expires_at=session.expires_at,
                hub_time=utc_now(),
                person=me,
                centre=_centre(hub_context, unit),
            )
    if refusal is not None:
        raise refusal
    return answer


setattr(sign_in, PERMISSION, OPEN)


@write(router, "/sign-out", permission=SIGNED_IN)
def sign_out(unit: Unit, hub_context: TheHouse) -> SignedOut:
    """End this sign-in, and what hangs on it: an agent leaves the queues, now or after the call."""
    still = [word for leave in hub_context.at_sign_out if (word := leave(unit, unit.me.person_id))]
    session = service.sign_out(unit)
    unit.changed("people", "seat_session", session.id, to=["all"], ended="signed_out")
    return SignedOut(still=still[0] if still else None)


@read(router, "/me", permission=SIGNED_IN)
def me(unit: Unit, hub_context: TheHouse) -> Session:
    """The sign-in behind the token."""
    caller: Caller = unit.me
    session = unit.db.get_one(SeatSession, caller.session_id)
    return Session(
        expires_at=session.expires_at,
        hub_time=unit.now,
        person=service.me(unit.db, caller),
        centre=_centre(hub_context, unit),
    )


def _centre(hub_context: HubContext, unit: Unit) -> Centre:
    exchange = hub_context.exchange
    return service.centre(
        unit.db,
        zone=hub_context.settings.zone,
        simulated=exchange is not None and exchange.simulated,
        exchange=exchange is not None,
        demo=hub_context.settings.demo,
    )
