"""Secrets of the telephones in the desks: made anew for each sign-in, short-lived, kept in Asterisk's own data base.

`sorcery.conf` tells Asterisk to look for SIP secrets there beside `pjsip.conf` (docs/decisions/0015), so that a secret
holds from the moment it is written, without a reload, and is gone the moment it is deleted. Two entries per telephone:
`agent-desk-phone/auth/<endpoint>` and `agent-desk-phone/until/<endpoint>`, the moment after which a hub deletes both.
"""

import json
import secrets
import time
from collections.abc import Mapping
from typing import Final, Protocol

from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.ami import Answer
from agent_desk.hub.exchange.protocol.calls import ExchangeLost, Softphone, softphone_of

PREFIX: Final = "agent-desk-phone"
AUTH, UNTIL = f"{PREFIX}/auth", f"{PREFIX}/until"
VALID_S: Final = 3600
PRUNE_S: Final = 60.0
ASK_S: Final = 5.0
NOT_TAKEN: Final = "The exchange does not take a telephone's secret: the manager needs 'system' in 'write'."


class Asking(Protocol):
    """What is needed of a line to Asterisk."""

    def ask(self, action: Mapping[str, str], timeout_s: float) -> Answer:
        """Return one question."""

    def ask_list(self, action: Mapping[str, str], timeout_s: float) -> Answer:
        """Return one question whose answer is a list."""


def hand_out(line: Asking, address: Address, agent: str, timeout_s: float) -> Softphone:
    """Write a fresh secret into Asterisk and give it. Raises ExchangeLost."""
    deadline = time.monotonic() + timeout_s
    extension, secret = softphone_of(agent), secrets.token_urlsafe(24)
    endpoint = address.endpoint_of(extension)
    auth = json.dumps({"auth_type": "userpass", "username": endpoint, "password": secret})
    for family, value in ((UNTIL, str(int(time.time()) + VALID_S)), (AUTH, auth)):
        action = {"Action": "DBPut", "Family": family, "Key": endpoint, "Val": value}
        if not line.ask(action, deadline - time.monotonic()).ok:
            raise ExchangeLost(NOT_TAKEN)
    return Softphone(
        url=address.softphone, user=endpoint, domain=address.host, secret=secret, extension=extension, valid_s=VALID_S
    )


def take_back(line: Asking, address: Address, agent: str, timeout_s: float) -> None:
    """The agent leaves: their secret ends now."""
    _delete(line, address.endpoint_of(softphone_of(agent)), timeout_s)


def _delete(line: Asking, endpoint: str, timeout_s: float) -> None:
    for family in (AUTH, UNTIL):
        line.ask({"Action": "DBDel", "Family": family, "Key": endpoint}, timeout_s)  # one that is not there is no fault


class Pruning:
    """Deletes secrets whose time is over; the hub that reads events asks for it now and then."""

    def __init__(self) -> None:
        self._next = 0.0

    def prune(self, line: Asking) -> None:
        """At most once a minute."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + PRUNE_S
        now = time.time()
        for one in line.ask_list({"Action": "DBGetTree", "Family": UNTIL}, ASK_S).items:
            until = one.get("Val", "")
            if until.isdigit() and int(until) < now:
                _delete(line, one.get("Key", "").rpartition("/")[2], ASK_S)
