"""Tokens that were given out, remembered by their digests."""

import time
from collections import OrderedDict
from typing import Final

MOST: Final = 20_000
KNOWN_S: Final = 600.0


class KnownTokens:
    """Tokens (their digests) that somebody got at a sign-in, so that the database is asked once in ten minutes at most."""

    def __init__(self) -> None:
        self._until: OrderedDict[bytes, float] = OrderedDict()

    def add(self, digest: bytes) -> None:
        """Remember one."""
        self._until[digest] = time.monotonic() + KNOWN_S
        self._until.move_to_end(digest)
        while len(self._until) > MOST:
            self._until.popitem(last=False)

    def __contains__(self, digest: bytes) -> bool:
        return self._until.get(digest, 0.0) > time.monotonic()
