"""Ids that come out the same for the same seed."""

import uuid
from random import Random

_NAMESPACE = uuid.UUID("9b4c7a52-6f0e-5b7d-9a43-2d6f0c1e8a11")
_MARKS = (0x7 << 76) | (0x2 << 62)
_FREE = ((1 << 80) - 1) & ~((0xF << 76) | (0x3 << 62))


def named(*names: object) -> uuid.UUID:
    """Return the id of something that has a name, such as the person with a login."""
    return uuid.uuid5(_NAMESPACE, "/".join(map(str, names)))


def drawn(random: Random, at_ms: int = 0) -> str:
    """Return a random id of something that began at a time (RFC 9562, version 7), as PostgreSQL reads it.

    Rows that come in the order of their ids keep the indexes small and quick to fill.
    """
    return f"{at_ms << 80 | random.getrandbits(80) & _FREE | _MARKS:032x}"
