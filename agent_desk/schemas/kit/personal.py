"""Which answers hold customers' personal data, told by their types: so that a screen which shows one can be known by it.

A read says so itself: it names the action by which it is written down (`audits`, `summed` of schemas/kit/operation.py), and a test
sees to it that none of those which `holds_customers_data` forgets to. A write is known by the records of its answer.
"""

import inspect
from collections.abc import Iterator
from typing import Any, Final, get_args

from pydantic import BaseModel

from agent_desk.schemas.kit.free_text import EVERY, Typed

ABOUT_CUSTOMERS: Final = frozenset({"customer_id", "call_id", "complaint_id", "recording_id", "entity_id"})
"""Fields by which a record is about a customer, or about what a customer did."""


def records_in(annotation: Any, seen: set[type[BaseModel]] | None = None) -> set[type[BaseModel]]:
    """Return every record in a type, however deep."""
    seen = set() if seen is None else seen
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel) and annotation not in seen:
        seen.add(annotation)
        for one in annotation.model_fields.values():
            records_in(one.annotation, seen)
    for part in get_args(annotation):
        records_in(part, seen)
    return seen


def names_a_customer(annotation: Any) -> bool:
    """Return whether a record in this type is marked as personal (`PERSONAL`), or names a customer, a call or a case."""
    return any(
        bool(getattr(one, "PERSONAL", False)) or bool(ABOUT_CUSTOMERS & set(one.model_fields))
        for one in records_in(annotation)
    )


def holds_customers_data(annotation: Any) -> bool:
    """Return whether an answer of this type may hold customers' data: it names a customer, or holds what somebody wrote."""
    return names_a_customer(annotation) or any(_is_written(one) for one in records_in(annotation))


def _is_written(record: type[BaseModel]) -> bool:
    return any(
        isinstance(mark, Typed) and mark.kinds == EVERY
        for info in record.model_fields.values()
        for mark in (*info.metadata, *_marks(info.annotation))
    )


def _marks(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _marks(part)
