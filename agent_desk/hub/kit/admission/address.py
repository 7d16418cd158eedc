"""Where a request comes from."""

from starlette.types import Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

PEER = "peer"
"""Where a scope keeps the other end of the connection itself, where `client` was read from a header."""


def address_of(scope: Scope) -> str:
    """Return the network address that a request or a line comes from; "" where it has none."""
    client = scope.get("client")
    return str(client[0]) if client else ""


class TrustedProxies(ProxyHeadersMiddleware):
    """Takes the address from `X-Forwarded-For` where the connection comes from one of the bank's own proxies, and from nobody else."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # type: ignore[override]
        """One request or line."""
        scope[PEER] = scope.get("client")
        await super().__call__(scope, receive, send)  # type: ignore[arg-type]
