"""An LDAP directory (OpenLDAP and its like, Active Directory), by ldap3.

Who signs in is looked for by the hub's own account, then their own name and password are tried. What people type goes into a
filter escaped, referrals are not followed, and every step has its time limit; servers are asked in their order, the one that
answered last first.
"""

import secrets
import ssl
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Final, TypeVar

from ldap3 import NONE, SUBTREE, Connection, Tls
from ldap3 import Server as LdapServer
from ldap3.core.exceptions import LDAPException
from ldap3.utils.conv import escape_bytes, escape_filter_chars

from agent_desk.hub.gateways.directory.address import Address, Server
from agent_desk.hub.gateways.directory.protocol import (
    DirectoryAway,
    DirectoryPerson,
    group_key,
    is_login_of,
    typed_login,
)

CONNECT_S: Final = 2
ANSWER_S: Final = 4
WITHIN_S: Final = 8.0
"""After so long no further server is tried."""
LONGEST_PASSWORD: Final = 256
MOST_GROUPS: Final = 1000
_NESTED: Final = "1.2.840.113556.1.4.1941"
"""Active Directory's matching rule that follows groups in groups."""
_DISABLED: Final = 2
"""Bit of userAccountControl."""
_FOR_EVER: Final = "000001010000Z"
"""What OpenLDAP's password policy writes where an administrator has locked somebody, not a few wrong passwords."""
_WRONG: Final = 49
"""invalidCredentials: unknown, a wrong password, locked and disabled alike."""
_NOT_THIS_PERSON: Final = frozenset({_WRONG, 19, 48, 50, 53})
"""Answers to a person's own bind that mean no: constraint violated, inappropriate, insufficient rights, unwilling."""

T = TypeVar("T")


class LdapDirectory:
    """A directory asked by LDAP. Connections live as long as one question."""

    simulated = False

    def __init__(self, address: Address) -> None:
        """Raises ValueError with a sentence where the file of authorities cannot be used."""
        self._address = address
        try:
            self._tls = Tls(validate=ssl.CERT_REQUIRED, version=None, ca_certs_file=address.authorities or None)
        except LDAPException as fault:
            raise ValueError("The directory's file of authorities cannot be read.") from fault
        self._last_good = address.servers[0]

    # ------------------------------------------------------------------ the questions

    def proved(self, login: str, password: str) -> DirectoryPerson | None:
        """As of Directory."""
        # An empty password is an anonymous bind, which many servers answer with success.
        if not password or len(password) > LONGEST_PASSWORD or "\0" in password:
            return None
        wanted = typed_login(login)
        return self._ask(lambda server: self._proved(server, wanted, password)) if wanted else None

    def found(self, login: str) -> DirectoryPerson | None:
        """As of Directory."""

        wanted = typed_login(login)

        def ask(server: Server) -> DirectoryPerson | None:
            with self._as_hub(server) as line:
                return self._person_of(line, wanted)[1]

        return self._ask(ask) if wanted else None

    def read_anew(self, subjects: Iterable[str]) -> Mapping[str, DirectoryPerson | None]:
        """As of Directory; one connection for all of them."""

        def ask(server: Server) -> Mapping[str, DirectoryPerson | None]:
            people: dict[str, DirectoryPerson | None] = {}
            with self._as_hub(server) as line:
                for subject in subjects:
                    entry = self._entry(line, self._of_subject(subject))
                    people[subject] = self._person(line, entry) if entry is not None else None
            return people

        return self._ask(ask)

    def _proved(self, server: Server, login: str, password: str) -> DirectoryPerson | None:
        with self._as_hub(server) as line:
            dn, person = self._person_of(line, login)
        # Nobody's password is tried as well, so that an unknown name takes as long as a known one.
        dn = dn or f"cn={secrets.token_hex(8)},{self._address.base}"
        if not self._binds(server, dn, password) or person is None or not person.active:
            return None
        return person

    # ------------------------------------------------------------------ servers and connections

    def _ask(self, question: Callable[[Server], T]) -> T:
        """Ask one server after the other. Raises DirectoryAway."""
        begun, faults = time.monotonic(), []
        servers = sorted(self._address.servers, key=lambda one: one != self._last_good)
        for server in servers:
            if time.monotonic() - begun > WITHIN_S:
                break
            try:
                answer = question(server)
            except DirectoryAway as fault:
                faults.append(fault.cause)
            except (LDAPException, OSError, ValueError) as fault:
                faults.append(type(fault).__name__)
            else:
                self._last_good = server
                return answer
        raise DirectoryAway(", ".join(faults) or "time")

    @contextmanager
    def _line(self, server: Server, user: str, password: str) -> Iterator[Connection]:
        address = self._address
        encrypted = address.tls != "none"
        place = LdapServer(
            server.host,
            port=server.port,
            use_ssl=address.tls == "tls",
            tls=self._tls if encrypted else None,
            get_info=NONE,
            connect_timeout=CONNECT_S,
        )
        line = Connection(
            place,
            user=user or None,
            password=password or None,
            auto_referrals=False,
            receive_timeout=ANSWER_S,
            raise_exceptions=False,
        )
        try:
            line.open()
            if address.tls == "starttls":
                line.start_tls()
            yield line
        finally:
            with suppress(LDAPException, OSError):
                line.unbind()

    @contextmanager
    def _as_hub(self, server: Server) -> Iterator[Connection]:
        with self._line(server, self._address.user, self._address.secret) as line:
            if not line.bind():
                # The hub's own account is refused: nobody's password is wrong.
                raise DirectoryAway(f"account of the hub: {line.result['description']}")
            yield line

    def _binds(self, server: Server, dn: str, password: str) -> bool:
        with self._line(server, dn, password) as line:
            if line.bind():
                return True
            if line.result["result"] not in _NOT_THIS_PERSON:
                raise DirectoryAway(f"bind: {line.result['description']}")
            return False

    # ------------------------------------------------------------------ entries

    def _person_of(self, line: Connection, login: str) -> tuple[str, DirectoryPerson | None]:
        """Return whom the login names, and by which distinguished name."""
        entry = self._entry(line, self._of_login(login))
        person = self._person(line, entry) if entry is not None else None
        if entry is None or person is None or not is_login_of(login, person.login):
            return "", None
        return str(entry["dn"]), person

    def _of_login(self, login: str) -> str:
        return f"({self._address.login}={escape_filter_chars(login)})"

    def _of_subject(self, subject: str) -> str:
        if self._address.active_directory:
            return f"(objectGUID={escape_bytes(uuid.UUID(subject).bytes_le)})"
        return f"(entryUUID={escape_filter_chars(subject)})"

    def _entry(self, line: Connection, who: str) -> dict[str, Any] | None:
        """Return the one person that the filter finds; None for nobody and for several."""
        kind = (
            "(&(objectCategory=person)(objectClass=user))" if self._address.active_directory else "(objectClass=person)"
        )
        names = [one.strip() for one in self._address.name.split(",")]
        own = (
            ("objectGUID", "userAccountControl", "accountExpires")
            if self._address.active_directory
            else ("entryUUID", "pwdAccountLockedTime", "nsAccountLock")
        )
        found = _searched(
            line, self._address.base, f"(&{kind}{who})", [self._address.login, "memberOf", *names, *own], 2
        )
        return found[0] if len(found) == 1 else None

    def _person(self, line: Connection, entry: dict[str, Any]) -> DirectoryPerson | None:
        values: dict[str, list[bytes]] = {name.lower(): raw for name, raw in entry["raw_attributes"].items()}
        subject = self._subject(values)
        login = _text(values, self._address.login)
        if not subject or not login:
            return None
        names = [_text(values, name.strip()) for name in self._address.name.split(",")]
        return DirectoryPerson(
            subject=subject,
            login=login,
            name=next((name for name in names if name), login),
            groups=self._groups(line, entry["dn"], values),
            active=self._active(values),
        )

    def _subject(self, values: Mapping[str, list[bytes]]) -> str:
        if self._address.active_directory:
            raw = (values.get("objectguid") or [b""])[0]
            return str(uuid.UUID(bytes_le=raw)) if len(raw) == 16 else ""
        return _text(values, "entryUUID")

    def _active(self, values: Mapping[str, list[bytes]]) -> bool:
        if self._address.active_directory:
            expires = int(_text(values, "accountExpires") or 0)
            # 100 ns since 1601; 0 and the greatest number: never.
            gone = 0 < expires < 2**63 - 1 and expires / 10_000_000 - 11_644_473_600 < time.time()
            return not int(_text(values, "userAccountControl") or 0) & _DISABLED and not gone
        locked_for_ever = _text(values, "pwdAccountLockedTime") == _FOR_EVER
        return not locked_for_ever and _text(values, "nsAccountLock").lower() != "true"

    def _groups(self, line: Connection, dn: str, values: Mapping[str, list[bytes]]) -> tuple[str, ...]:
        """Return their groups: what the entry says, and what the groups say; with groups in groups in Active Directory."""
        named = {group_key(raw.decode("utf-8", "replace")) for raw in values.get("memberof", [])}
        escaped = escape_filter_chars(dn)
        if self._address.active_directory:
            asked = f"(&(objectClass=group)(member:{_NESTED}:={escaped}))"
        else:
            asked = f"(|(member={escaped})(uniqueMember={escaped}))"
        found = _searched(line, self._address.groups, asked, ["1.1"], MOST_GROUPS)
        return tuple(sorted(named | {group_key(one["dn"]) for one in found}))


def _searched(line: Connection, base: str, filter_: str, attributes: list[str], most: int) -> list[dict[str, Any]]:
    """Return the entries. Raises DirectoryAway where the directory does not say them all."""
    line.search(base, filter_, SUBTREE, attributes=attributes, size_limit=most, time_limit=ANSWER_S)
    code = line.result["result"]
    entries = [one for one in line.response or [] if one["type"] == "searchResEntry"]
    # 4: more than asked for, which for one person means several; 32: no such base.
    if code not in (0, 4) or (code == 4 and most > 2):
        raise DirectoryAway(f"search: {line.result['description']}")
    return entries


def _text(values: Mapping[str, list[bytes]], name: str) -> str:
    found = values.get(name.lower()) or [b""]
    return found[0].decode("utf-8", "replace").strip()
