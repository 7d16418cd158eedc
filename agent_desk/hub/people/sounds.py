"""The bank's people by how their names sound: pinyin or initials, as customers are found."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.names import name_keys
from agent_desk.models.people import Person


def by_sound(db: Session, typed: str) -> list[uuid.UUID]:
    """Return who has a name with this in its pinyin or initials; nobody where it is not letters alone.

    There are some thousand people at most: their names are read and spelled, and no keys are kept.
    """
    letters = "".join(typed.split()).lower()
    if not (letters.isascii() and letters.isalpha()):
        return []
    people = db.execute(select(Person.id, Person.name)).all()
    return [one.id for one in people if any(letters in key for key in name_keys(one.name))]
