"""Where the trail stood, written down outside the database: a file to which lines are only added, one a minute while something happens.

Each line is signed. Whoever holds the database, and an old copy of all its tables, cannot set the trail back without this file
saying so; the same line stands in the hub's log, and with `syslog` elsewhere.
"""

import hmac
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from agent_desk.hub.kit.audit.witness import derived
from agent_desk.hub.kit.private_files import extend, make_folder

NAME: Final = "audit-anchors.jsonl"
_ANCHOR: Final = b"agent-desk audit: anchors"
_LAST_BYTES: Final = 65536


@dataclass(frozen=True, slots=True)
class Anchor:
    """At this time the chain ended with this entry and digest."""

    at: datetime
    seq: int
    digest: bytes
    accepted: bool = False
    """Somebody with the key has said that the trail is right from here, whatever it was before (a restored backup)."""

    def line(self, key: bytes) -> str:
        """Return it as a signed line."""
        return json.dumps({**self._said(), "mac": self._mac(key)}) + "\n"

    def _said(self) -> dict[str, object]:
        at = self.at.astimezone(UTC).isoformat()
        return {"at": at, "seq": self.seq, "digest": self.digest.hex(), "accepted": self.accepted}

    def _mac(self, key: bytes) -> str:
        return hmac.new(derived(key, _ANCHOR), json.dumps(self._said()).encode(), sha256).hexdigest()

    @classmethod
    def of(cls, line: str, key: bytes) -> "Anchor | None":
        """Return what a line says; None where it is not signed with this key, as the half line of a power cut."""
        try:
            told = json.loads(line)
            digest = bytes.fromhex(told["digest"])
            read = cls(datetime.fromisoformat(told["at"]), int(told["seq"]), digest, bool(told["accepted"]))
            return read if hmac.compare_digest(str(told["mac"]), read._mac(key)) else None
        except (ValueError, KeyError, TypeError):
            return None


class Anchors:
    """The file of a hub, in the folder of its settings; where there is none, nothing is kept."""

    def __init__(self, folder: str | Path, key: bytes) -> None:
        self.file = Path(folder) / NAME if folder else None
        self._key = key

    def all(self) -> list[Anchor]:
        """Return every line that is signed with the key. Raises OSError."""
        if self.file is None or not self.file.exists():
            return []
        with self.file.open(encoding="utf-8", errors="replace") as lines:
            return list(self._read(lines))

    def last(self) -> Anchor | None:
        """Return the newest. Raises OSError."""
        if self.file is None or not self.file.exists():
            return None
        with self.file.open("rb") as stream:
            stream.seek(max(0, self.file.stat().st_size - _LAST_BYTES))
            lines = stream.read().decode("utf-8", errors="replace").splitlines()
        return next(self._read(reversed(lines)), None)

    def add(self, anchor: Anchor) -> None:
        """Write a line, safely on the disk when this returns. Raises OSError."""
        if self.file is None:
            return
        made = not self.file.exists()
        make_folder(self.file.parent)
        with extend(self.file) as stream:
            # The half line of a power cut must not spoil the next.
            start = b"" if made or self._ends_with_line() else b"\n"
            stream.write(start + anchor.line(self._key).encode())
            stream.flush()
            os.fsync(stream.fileno())

    def _ends_with_line(self) -> bool:
        assert self.file is not None
        with self.file.open("rb") as stream:
            if stream.seek(0, os.SEEK_END) == 0:
                return True
            stream.seek(-1, os.SEEK_END)
            return stream.read(1) == b"\n"

    def _read(self, lines: Iterable[str]) -> Iterator[Anchor]:
        return (one for one in (Anchor.of(line, self._key) for line in lines if line.strip()) if one is not None)
