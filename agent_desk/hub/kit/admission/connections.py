"""Connections: how long one may say nothing, and how many may stand that nobody has signed in on.

uvicorn ends a connection that is idle after an answer, but waits for ever for the first request and for the rest of its
headers. Connections on which no known token has been seen are counted, together and by address: where there are too many, the
oldest one of the address that has most is closed, so that silence of some keeps nobody out.
"""

import asyncio
from collections import Counter, OrderedDict, defaultdict
from ipaddress import ip_address, ip_network
from typing import Any, Final

from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from agent_desk.hub.kit.admission.address import PEER

HEADERS_WITHIN_S: Final = 10.0
"""From the connection, or the first byte of a request, to the end of its headers."""
MOST_OF_AN_ADDRESS: Final = 200
MOST: Final = 400
"""With the seats' own connections and the database's below the usual limit of 1,024 files."""


class Connections:
    """The connections of this hub on which nobody has signed in yet. All methods belong to the event loop's thread."""

    def __init__(self) -> None:
        self._by_address: defaultdict[str, OrderedDict[tuple[str, int], Guarded]] = defaultdict(OrderedDict)
        self._count = 0
        self._waiting: Counter[str] = Counter()
        self.ended = 0
        """Closed to make room."""
        self.trusted = ""
        """Addresses of the bank's own proxies, behind which everybody is; as in the settings."""

    def __len__(self) -> int:
        return self._count

    def add(self, connection: "Guarded", client: tuple[str, int]) -> None:
        """A connection has come; the oldest of the busiest address goes where there are too many."""
        own = self._by_address[client[0]]
        own[client] = connection
        self._count += 1
        if len(own) > MOST_OF_AN_ADDRESS and not self._is_proxy(client[0]):
            self._end_one(client[0])
        elif self._count > MOST:
            self._end_one(max(self._by_address, key=lambda address: len(self._by_address[address])))

    def remove(self, client: tuple[str, int]) -> None:
        """A connection has gone, or has become somebody's."""
        own = self._by_address.get(client[0])
        if own is None or own.pop(client, None) is None:
            return
        self._count -= 1
        if not own:
            del self._by_address[client[0]]

    def waits(self, address: str) -> bool:
        """Count a live line until its hello is answered; return False where there are too many that are not."""
        if self._waiting.total() >= MOST or (
            self._waiting[address] >= MOST_OF_AN_ADDRESS and not self._is_proxy(address)
        ):
            return False
        self._waiting[address] += 1
        return True

    def answered(self, address: str) -> None:
        """The hello of a line is answered, or it has gone."""
        self._waiting[address] -= 1
        if not self._waiting[address]:
            del self._waiting[address]

    def known(self, scope: Scope) -> None:
        """A known token was seen on the connection of this request."""
        peer = scope.get(PEER) or scope.get("client")
        if peer is not None:
            self.remove((str(peer[0]), int(peer[1])))

    def _is_proxy(self, address: str) -> bool:
        networks = (ip_network(word) for word in self.trusted.replace(",", " ").split())
        return any(ip_address(address) in network for network in networks)

    def _end_one(self, address: str) -> None:
        own = self._by_address[address]
        # The oldest that is not being answered just now; the newest, if they all are.
        client = next((client for client, one in own.items() if not one.busy), next(reversed(own)))
        own[client].end()
        self.remove(client)
        self.ended += 1


class Guarded(HttpToolsProtocol):
    """uvicorn's protocol, with a time for the headers and a place among the connections that are counted."""

    connections_of_nobody: Connections
    """Set by `guarded`."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._late: asyncio.TimerHandle | None = None
        self._whole = False

    @property
    def busy(self) -> bool:
        """Whether a request that has come whole is being answered."""
        return self._whole and self.cycle is not None and not self.cycle.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait_for_headers()
        if self.client is not None:
            self.connections_of_nobody.add(self, self.client)

    def connection_lost(self, exc: Exception | None) -> None:
        self._headers_came()
        if self.client is not None:
            self.connections_of_nobody.remove(self.client)
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._whole = False
        self._wait_for_headers()

    def on_headers_complete(self) -> None:
        self._headers_came()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._whole = True
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        self._headers_came()
        if self.client is not None:
            self.connections_of_nobody.remove(self.client)
        super().handle_websocket_upgrade()

    def end(self) -> None:
        """Close it at once: nobody hears why, as nobody has asked anything."""
        self.transport.abort()

    def _wait_for_headers(self) -> None:
        self._headers_came()
        self._late = self.loop.call_later(HEADERS_WITHIN_S, self.end)

    def _headers_came(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


def guarded(connections: Connections) -> type[Guarded]:
    """Return the protocol of a hub whose connections are counted here."""
    return type("GuardedHere", (Guarded,), {"connections_of_nobody": connections})
