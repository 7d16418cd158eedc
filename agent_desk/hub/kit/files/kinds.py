"""Kinds of files: where each lies, of which types it may be, who may read it, what keeps it and what takes it away."""

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from agent_desk.hub.kit.hook import Hook
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.files import StoredFile

Hold = Callable[[Session, Collection[uuid.UUID]], set[uuid.UUID]]
"""Of these owners, those whose files must stay."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """What an area says of its files."""

    name: str
    owner: str
    """The entity that a file belongs to, as in changes and in the audit trail."""
    folder: str
    """The setting of the hub that names its folder: a bank puts its recordings on another share than its reports."""
    types: tuple[str, ...]
    may_read: Callable[[Unit, StoredFile], None]
    """Raises NotFound or NotPermitted where the caller may not read it."""
    read_action: str
    """Its word in the audit trail when it is read."""
    removed: Callable[[Unit, StoredFile], None]
    """Told in the same transaction that a file's time is over and its bytes are gone."""
    holds: Hook[Hold] | None = None
    """Where areas above keep files of owners from being removed; None where nobody may."""

    def held(self, db: Session, owners: Collection[uuid.UUID]) -> set[uuid.UUID]:
        """Return those of these owners whose files somebody wants to stay."""
        return {owner for hold in self.holds or () for owner in hold(db, owners)}

    def place(self, settings: Settings) -> Path | None:
        """Return the folder of this kind; None where the hub was given none."""
        named: str = getattr(settings, self.folder)
        return Path(named) if named else None


KINDS: Final[dict[str, FileKind]] = {}


def register(kind: FileKind) -> FileKind:
    """Make a kind known; called once by its area, where it is declared."""
    KINDS[kind.name] = kind
    return kind
