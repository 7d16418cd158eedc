"""The audit trail sent elsewhere as it happens: each sealed entry as one message of RFC 5424, over UDP, TCP or TLS.

One hub at a time sends (lease), in the order of the chain, and remembers how far it came; what could not be sent is sent when the
other side is back, so that a message may come twice and none is left out. Over UDP nobody knows what arrived.
"""

import json
import os
import socket
import ssl
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Final
from urllib.parse import urlsplit

import psycopg
import structlog
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import DatabaseDown
from agent_desk.hub.kit.leases import Lease
from agent_desk.models.kit import AuditEntry, AuditLink, Setting

FACILITY: Final = 13
"""Log audit, as RFC 5424 numbers it."""
NOTICE, WARNING = 5, 4
ID: Final = "agentdesk@32473"
"""Name of our structured data; 32473 is the number that IANA keeps for whoever has none of their own."""
SENT: Final = "audit.syslog_sent_to"
LOOK_S: Final = 1.0
AGAIN_S: Final = 10.0
_WAIT_S: Final = 5.0
_UNSURE_S: Final = 60.0
"""What was sent within so long before a line broke may lie in its buffers for ever."""
_BATCH: Final = 500
_PORTS: Final = {"udp": 514, "tcp": 514, "tls": 6514}
_REMEMBER: Final = text("""
    INSERT INTO setting (key, value) VALUES (:key, to_jsonb(CAST(:seq AS bigint)))
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = now()
""")

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Target:
    """Where messages go."""

    kind: str
    host: str
    port: int

    @classmethod
    def of(cls, address: str) -> "Target":
        """Return the target of udp://host:port, tcp://host:port or tls://host:port. Raises ValueError."""
        told = urlsplit(address)
        if told.scheme not in _PORTS or not told.hostname or told.path not in ("", "/"):
            raise ValueError(address)
        return cls(told.scheme, told.hostname, told.port or _PORTS[told.scheme])


class Line:
    """A way to a syslog server; opened when it is needed."""

    def __init__(self, target: Target, ca_file: str = "") -> None:
        self._target, self._ca_file = target, ca_file
        self._socket: socket.socket | None = None

    def send(self, messages: Sequence[bytes]) -> None:
        """Send them in their order. Raises OSError: then nobody knows which of them came."""
        line = self._socket or self._open()
        try:
            if self._target.kind == "udp":
                for message in messages:
                    line.send(message)
            else:
                _see_that_it_is_open(line)
                # RFC 6587 and 5425: each after the number of its octets.
                line.sendall(b"".join(b"%d %s" % (len(message), message) for message in messages))
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        """Close it; the next message opens it again."""
        line, self._socket = self._socket, None
        if line is not None:
            line.close()

    def _open(self) -> socket.socket:
        target = self._target
        if target.kind == "udp":
            family, *_, address = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_DGRAM)[0]
            line = socket.socket(family, socket.SOCK_DGRAM)
            line.connect(address)
        else:
            line = socket.create_connection((target.host, target.port), _WAIT_S)
            if target.kind == "tls":
                trusted = ssl.create_default_context(cafile=self._ca_file or None)
                trusted.minimum_version = ssl.TLSVersion.TLSv1_2
                line = trusted.wrap_socket(line, server_hostname=target.host)
        line.settimeout(_WAIT_S)
        self._socket = line
        return line


def _see_that_it_is_open(line: socket.socket) -> None:
    """Raises ConnectionError where the other side has closed: the first bytes after that would vanish without a word."""
    line.setblocking(False)
    try:
        # What it may say (the tickets of a TLS session) is of no interest.
        while line.recv(4096):
            pass
    except (BlockingIOError, ssl.SSLWantReadError):
        line.settimeout(_WAIT_S)
    else:
        raise ConnectionResetError("the other side has closed the line")


def message(link: AuditLink, entry: AuditEntry, host: str) -> bytes:
    """Return one entry as a message of RFC 5424."""
    severity = NOTICE if link.witnessed and entry.action != "audit.doubt" else WARNING
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    head = f"<{FACILITY * 8 + severity}>1 {at} {_word(host, 255)} agent-desk {os.getpid()} {_word(entry.action, 32)}"
    named = {
        "seq": link.seq,
        "digest": link.digest.hex(),
        "witnessed": str(link.witnessed).lower(),
        "login": entry.person_login,
        "action": entry.action,
        "entity": entry.entity,
        "entity_id": entry.entity_id,
        "request_id": entry.request_id or "",
    }
    data = " ".join(f'{name}="{_value(str(value))}"' for name, value in named.items())
    said = json.dumps({"reason": entry.reason, "detail": entry.detail}, ensure_ascii=False, sort_keys=True, default=str)
    return f"{head} [{ID} {data}] \ufeff{said}".encode()


def _word(said: str, longest: int) -> str:
    """Return a word of the head: printable ASCII without blanks."""
    return "".join(char for char in said if "!" <= char <= "~")[:longest] or "-"


def _value(said: str) -> str:
    """Return a value of the structured data: what would end it is escaped, and no control character makes a line of its own."""
    kept = "".join(" " if ord(char) < 32 or ord(char) == 127 else char for char in said)
    return kept.replace("\\", "\\\\").replace('"', '\\"').replace("]", "\\]")


class Export(threading.Thread):
    """Sends what is sealed while this hub holds the lease."""

    def __init__(self, hub_context: HubContext, *, look_s: float = LOOK_S, again_s: float = AGAIN_S) -> None:
        super().__init__(name="audit-syslog", daemon=True)
        self._hub_context, self._look_s, self._again_s = hub_context, look_s, again_s
        settings = hub_context.settings
        self._line = Line(Target.of(settings.audit_syslog), settings.audit_syslog_ca)
        self._away = False
        self._lately: deque[tuple[float, int]] = deque(maxlen=1000)
        """When something was sent, and after which entry it began."""

    def run(self) -> None:
        """Until the hub stops."""
        nap_s = self._look_s
        with Lease(self._hub_context.database.dsn, "audit syslog") as lease:
            while not self._hub_context.stopping.wait(nap_s):
                nap_s = self._look_s
                try:
                    while lease.take() and self.send_some() == _BATCH:
                        if self._hub_context.stopping.is_set():
                            break
                except (psycopg.Error, DatabaseDown) as fault:
                    lease.drop()
                    log.info("the export of the audit trail waits for the database", cause=type(fault).__name__)
                except OSError as fault:
                    nap_s = self._again_s
                    self._tell_away(fault)
        self._line.close()

    def send_some(self) -> int:
        """Send the next entries and remember that they went; returns how many. Raises OSError."""
        with self._hub_context.database.read() as db:
            after = _sent(db)
            found = select(AuditLink, AuditEntry).join(AuditEntry, AuditEntry.id == AuditLink.entry_id)
            rows = db.execute(found.where(AuditLink.seq > after).order_by(AuditLink.seq).limit(_BATCH)).all()
            host = socket.gethostname()
            messages = [message(link, entry, host) for link, entry in rows]
            last = rows[-1][0].seq if rows else after
        if messages:
            try:
                self._line.send(messages)
            except OSError:
                self._go_back()
                raise
            self._lately.append((time.monotonic(), after))
            with self._hub_context.database.write() as db:
                db.execute(_REMEMBER, {"key": SENT, "seq": last})
            if self._away:
                self._away = False
                log.info("the audit trail is exported again")
        return len(messages)

    def _go_back(self) -> None:
        """What went out shortly before a line broke may not have come: it is sent again."""
        since = time.monotonic() - _UNSURE_S
        unsure = [after for at, after in self._lately if at >= since]
        self._lately.clear()
        if unsure:
            with self._hub_context.database.write() as db:
                db.execute(_REMEMBER, {"key": SENT, "seq": min(unsure)})

    def _tell_away(self, fault: OSError) -> None:
        if not self._away:
            log.error("the audit trail cannot be exported; it is sent when the other side is back", cause=str(fault))
        self._away = True


def _sent(db: Session) -> int:
    """Return how far it was sent; from the beginning where it never was."""
    return int(db.scalar(select(Setting.value).where(Setting.key == SENT)) or 0)


def behind(db: Session) -> int:
    """Return how many sealed entries wait to be sent."""
    return db.scalar(select(func.count()).select_from(AuditLink).where(AuditLink.seq > _sent(db))) or 0
