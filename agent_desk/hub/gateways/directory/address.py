"""The address of an LDAP directory and what it says about it; and what a hub knows of its OpenID provider.

    ldaps://dc1.bank.example,dc2.bank.example/dc=bank,dc=example?kind=ad
    ldap://ldap.bank.example/ou=people,dc=bank,dc=example?login=uid&groups=ou=groups,dc=bank,dc=example

Servers are asked in their order. `ldap` begins TLS with StartTLS; without TLS (`tls=none`) on this machine alone.
"""

from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

PORTS: Final = {"ldap": 389, "ldaps": 636}
_OPTIONS: Final = frozenset({"kind", "login", "name", "groups", "tls"})


@dataclass(frozen=True, slots=True)
class Server:
    """One server."""

    host: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A directory, with how people and groups are kept in it. `secret` is never shown."""

    servers: tuple[Server, ...]
    tls: str
    """"tls" from the first byte, "starttls", or "none"."""
    base: str
    """Below which people are looked for."""
    groups: str
    """Below which groups are looked for."""
    active_directory: bool
    login: str
    """The attribute that people type."""
    name: str
    """The attributes that their name is taken from, the first that is there, separated by commas."""
    user: str
    secret: str = field(repr=False)
    authorities: str = ""
    """File of the certificates that vouch for the servers; "": the system's."""

    @classmethod
    def from_url(cls, url: str, *, user: str = "", secret: str = "", authorities: str = "") -> "Address":
        """Return the address. Raises ValueError with a sentence."""
        parts = urlsplit(url)
        if parts.scheme not in PORTS:
            raise ValueError("An LDAP directory's address begins with ldap:// or ldaps://.")
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
        unknown = sorted(set(options) - _OPTIONS)
        if unknown:
            raise ValueError(f"The directory's address has an option that is not known: {', '.join(unknown)}.")
        servers = tuple(_server(one, PORTS[parts.scheme]) for one in parts.netloc.split(",") if one.strip())
        base = unquote(parts.path.lstrip("/"))
        if not servers or "=" not in base:
            raise ValueError(
                "The directory's address names servers and a base: ldaps://ldap.bank.example/dc=bank,dc=example."
            )
        kind = options.get("kind", "ldap")
        if kind not in ("ldap", "ad"):
            raise ValueError("The directory's kind is 'ldap' or 'ad' (Active Directory).")
        tls = "tls" if parts.scheme == "ldaps" else options.get("tls", "starttls")
        if tls not in ("tls", "starttls", "none"):
            raise ValueError("The directory's 'tls' is 'starttls' or 'none'.")
        if tls == "none" and not all(_is_this_machine(one.host) for one in servers):
            raise ValueError(
                "A directory on another machine is asked through TLS alone: ldaps://, or ldap:// with StartTLS."
            )
        directory = kind == "ad"
        return cls(
            servers=servers,
            tls=tls,
            base=base,
            groups=options.get("groups") or base,
            active_directory=directory,
            login=options.get("login") or ("sAMAccountName" if directory else "uid"),
            name=options.get("name") or "displayName,cn",
            user=user,
            secret=secret,
            authorities=authorities,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIdSettings:
    """A provider, as the hub's settings name it."""

    issuer: str
    client: str
    secret: str = field(default="", repr=False)
    scope: str = "openid profile"
    login: str = "preferred_username"
    """The claim with the login name."""
    groups: str = "groups"
    """The claim with the groups."""
    authorities: str = ""


def _server(text: str, port: int) -> Server:
    one = urlsplit(f"//{text.strip()}")
    if one.username or one.password or not one.hostname:
        raise ValueError("The directory's user and password are settings of their own, no part of its address.")
    return Server(one.hostname, one.port or port)


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_loopback_redirect(uri: str) -> bool:
    """Return whether a redirect leads to a port of the person's own machine (RFC 8252, 7.3)."""
    try:
        parts = urlsplit(uri)
        return (
            parts.scheme == "http"
            and parts.hostname in ("127.0.0.1", "::1")
            and parts.port is not None
            and not (parts.username or parts.password or parts.fragment)
        )
    except ValueError:
        return False


def is_encrypted(url: str) -> bool:
    """Return whether what is sent there is encrypted, or stays on this machine."""
    try:
        parts = urlsplit(url)
        if parts.scheme == "https":
            return bool(parts.hostname)
        return parts.scheme == "http" and ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
