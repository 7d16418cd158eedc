"""What is typed over a masked text keeps the numbers that the mask hid, whatever area's text it is.

A form shows a text as the hub hands it out, with the numbers in it masked, and comes back with the masks. Before a row is written, each
text of it that somebody has changed gets back the numbers that stood where the masks stand; the caller learns nothing by it.
"""

from typing import Any, Final

from sqlalchemy import String, event, inspect
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapper, Session, UOWTransaction

from agent_desk.hub.kit.database import Work
from agent_desk.hub.kit.masking import TextMask
from agent_desk.schemas.kit.personal_numbers import restored

_texts: Final[dict[Mapper[Any], tuple[str, ...]]] = {}


def _texts_of(mapper: Mapper[Any]) -> tuple[str, ...]:
    """Return the attributes of a table that hold text, by themselves or as values of a document."""
    if mapper not in _texts:
        typed = (one for one in mapper.column_attrs if isinstance(one.columns[0].type, String | JSONB))
        _texts[mapper] = tuple(one.key for one in typed)
    return _texts[mapper]


def attend() -> None:
    """See to it from now on, in every session of this process."""
    if not event.contains(Work, "before_flush", _keep_numbers):
        event.listen(Work, "before_flush", _keep_numbers)


def _keep_numbers(session: Session, _flush: UOWTransaction, _rows: object) -> None:
    """Put numbers back into changed texts where their masks were typed."""
    mask = TextMask(session)
    for row in session.dirty:
        state = inspect(row)
        for name in _texts_of(state.mapper):
            # Every flush comes by here: what changed is asked only of what can hold a mask.
            if not _may_hold_mask(state.dict.get(name)):
                continue
            added, _, before = state.attrs[name].history
            if added and before:
                kept = _kept(added[0], before[0], mask)
                if kept is not added[0]:
                    setattr(row, name, kept)


def _may_hold_mask(value: Any) -> bool:
    return "*" in value if isinstance(value, str) else isinstance(value, dict)


def _kept(typed: Any, before: Any, mask: TextMask) -> Any:
    """Return a value with the numbers back in its texts, however deep they lie; itself where nothing is to be put back."""
    if isinstance(typed, str) and isinstance(before, str):
        if "*" not in typed:
            return typed
        found = restored(typed, before, mask.number)
        return typed if found == typed else found
    if isinstance(typed, dict) and isinstance(before, dict):
        values = {key: _kept(value, before.get(key), mask) for key, value in typed.items()}
        return values if any(values[key] is not typed[key] for key in typed) else typed
    return typed
