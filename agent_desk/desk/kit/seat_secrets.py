"""What proves that somebody has signed in at this seat before: the hub does not slow such a seat down for what strangers do.

The secret opens nothing by itself, so it lies in a file of this user's alone and not in the keyring, which takes long to load.
"""

from __future__ import annotations

import json
import logging
import os
import unicodedata
from pathlib import Path
from typing import Final

log = logging.getLogger(__name__)
MOST: Final = 100
"""People of one seat that are remembered; the one longest away makes room."""


class SeatSecrets:
    """The secrets of one data folder, by hub and login."""

    def __init__(self, data_dir: Path) -> None:
        self._file = data_dir / "seat_secrets.json"

    def recall(self, hub: str, login: str) -> str:
        """Return the secret of a person at a hub; "" where there is none."""
        return self._read().get(_key(hub, login), "")

    def keep(self, hub: str, login: str, secret: str) -> None:
        """Remember a secret; one that cannot be written is forgotten: the seat is a strange one then."""
        held = self._read()
        held.pop(_key(hub, login), None)
        held[_key(hub, login)] = secret
        for oldest in list(held)[:-MOST]:
            del held[oldest]
        part = self._file.with_suffix(".part")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(held, stream)
            part.replace(self._file)
        except OSError as fault:
            log.info("the seat's secret was not written: %s", fault.strerror)

    def _read(self) -> dict[str, str]:
        try:
            held = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(key): str(secret) for key, secret in held.items()} if isinstance(held, dict) else {}


def _key(hub: str, login: str) -> str:
    return f"{hub.rstrip('/')} {unicodedata.normalize('NFKC', login).strip().lower()}"
