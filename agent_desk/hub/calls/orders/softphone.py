"""The telephone in the desk: a secret for one sign-in, asked of the exchange and handed to the agent alone."""

from datetime import timedelta

import structlog

from agent_desk.hub.calls.errors import NoSoftphone, NotAnAgent
from agent_desk.hub.exchange.protocol.calls import Exchange, ExchangeLost, Softphone
from agent_desk.hub.kit.errors import ExchangeDown
from agent_desk.hub.kit.unit import Unit
from agent_desk.schemas.calls.records import PhoneLine

log = structlog.get_logger()


def hand_out(unit: Unit, exchange: Exchange | None) -> PhoneLine:
    """Return a fresh line for the caller's telephone. Raises NotAnAgent, NoSoftphone, ExchangeDown.

    The exchange is asked before the commit, against the rule for orders: the desk registers with the answer in its hand, and
    a secret in a job's row would lie in the database. Should the commit fail, an unused secret lies there until it expires.
    """
    code = unit.me.agent_code
    if not code:
        raise NotAnAgent()
    if exchange is None:
        raise NoSoftphone()
    made = _ask(exchange, code)
    if made is None:
        raise NoSoftphone()
    expires_at = unit.now + timedelta(seconds=made.valid_s)
    unit.audit(
        "calls.softphone", "agent_state", unit.me.person_id, extension=made.extension, to_at=expires_at.isoformat()
    )
    return PhoneLine(
        url=made.url,
        user=made.user,
        domain=made.domain,
        secret=made.secret,
        extension=made.extension,
        expires_at=expires_at,
    )


def _ask(exchange: Exchange, code: str) -> Softphone | None:
    try:
        return exchange.softphone(code)
    except ExchangeLost:
        pass
    try:
        exchange.connect()
        return exchange.softphone(code)
    except ExchangeLost as fault:
        log.info("the exchange gives no telephone", cause=str(fault))
        raise ExchangeDown() from fault
