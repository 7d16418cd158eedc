"""What enters the hub has bounds: every text, number, day and moment of every operation, those of areas to come too."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from agent_desk.schemas.kit.bounded import Count, Line, Moment, Secret, Text, fault_of
from agent_desk.schemas.kit.operation import Operation
from agent_desk.schemas.kit.text import cleaned
from tests.fixtures.hostile import Document
from tests.fixtures.operations import EVERY, named

LONGEST = 100_000
MOST = 10_000
MOST_UPLOADED = 30 * 1024 * 1024
NEVER_TEXT = ("a\x00b", "\ud800", "x" * LONGEST)
NEVER_NUMBER = (2**63, -(2**63) - 1)
NEVER_DAY = ("0001-01-01", "9999-12-31")
NEVER_MOMENT = ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-11-01T08:00:00")


def refused_kinds(schema: dict[str, Any]) -> tuple[Any, ...]:
    """What no place of this kind may take."""
    kind, form = schema.get("type"), schema.get("format")
    if kind == "string" and form == "base64":
        return "A", "A" * MOST_UPLOADED
    if kind == "string" and "enum" not in schema and "const" not in schema:
        return {"date": NEVER_DAY, "date-time": NEVER_MOMENT}.get(form or "", NEVER_TEXT)
    if kind in ("integer", "number"):
        return NEVER_NUMBER
    return ([schema_example(schema)] * MOST,) if kind == "array" else ()


def schema_example(schema: dict[str, Any]) -> Any:
    return None if "items" not in schema else "a"


def unfit(annotation: Any) -> Iterator[str]:
    """Yield the places for which the walk has no value that fits: there it proves nothing."""
    adapter = TypeAdapter(annotation)
    schema = adapter.json_schema()
    document = Document(schema.get("$defs", {}))
    for place in document.places(schema):
        try:
            adapter.validate_python(place.put(document.example(place.schema)))
        except ValidationError:
            yield place.name


def entering(operation: Operation[..., Any]) -> dict[str, Any]:
    """What comes from outside: parameters and the body, with their types."""
    found: dict[str, Any] = {part.name: part.annotation for part in operation.parts if part.place != "field"}
    return found if operation.body is None else {**found, "body": operation.body}


def taken(annotation: Any) -> Iterator[str]:
    """Yield what a parameter takes and should not, by its place."""
    adapter = TypeAdapter(annotation)
    schema = adapter.json_schema()
    document = Document(schema.get("$defs", {}))
    for place in document.places(schema):
        for value in refused_kinds(place.schema):
            try:
                adapter.validate_python(place.put(value))
            except ValidationError:
                continue
            yield f"{place.name} takes {value!r:.40}"


@pytest.mark.parametrize("operation", EVERY, ids=named)
def test_every_parameter_and_field_of_an_operation_has_bounds(operation: Operation[..., Any]) -> None:
    """A field of plain `str`, `int`, `date` or `datetime` fails here: take Line, Text, Count, Day, Moment (kit/bounded.py)."""
    wrong = [f"{name}: {what}" for name, one in entering(operation).items() for what in taken(one)]
    assert wrong == []


def test_the_walk_reaches_nearly_every_place_with_a_value_that_fits() -> None:
    """Else a refusal says nothing: it may have been for another field's sake."""
    reached = [place for one in EVERY for kind in entering(one).values() for place in _places(kind)]
    missed = [
        f"{one.name} {name}: {place}" for one in EVERY for name, kind in entering(one).items() for place in unfit(kind)
    ]
    assert len(missed) < len(reached) / 50, missed


def _places(kind: Any) -> list[str]:
    schema = TypeAdapter(kind).json_schema()
    return [place.name for place in Document(schema.get("$defs", {})).places(schema)]


class Unbounded(BaseModel):
    words: str
    many: list[str] = []
    at: int = 0


def test_the_walk_finds_a_field_without_bounds() -> None:
    found = " ".join(taken(Unbounded))
    assert all(name in found for name in ("words takes 'a\\x00b'", "many[] takes", "many takes", "at takes"))


class Narrow(BaseModel):
    name: Line = Field(min_length=1, max_length=60)
    body: Text = Field(default="", max_length=9000)
    at_least_one: Count = Field(default=1, ge=1)
    short: Annotated[Line | None, Field(max_length=3)] = None
    kind: Literal["a"] = "a"


def test_a_narrower_or_wider_bound_of_a_field_stands_instead() -> None:
    assert Narrow(name="x" * 60, body="y" * 9000).at_least_one == 1
    for wrong in (
        {"name": "x" * 61},
        {"name": ""},
        {"name": "a", "body": "y" * 9001},
        {"name": "a", "at_least_one": 0},
    ):
        with pytest.raises(ValidationError):
            Narrow.model_validate(wrong)
    with pytest.raises(ValidationError):
        Narrow(name="a", short="abcd")


@pytest.mark.parametrize(
    ("kind", "value", "word"),
    [
        (Line, "退款\x00已办", "unwanted_characters"),
        (Line, "two\nlines", "unwanted_characters"),
        (Text, "\ud800", "unwanted_characters"),
        (Text, "bell\x07", "unwanted_characters"),
        (Secret, "\x00", "unwanted_characters"),
        (Text, "a" * 4001, "string_too_long"),
        (Count, 2**31, "less_than_equal"),
        (Moment, "2026-11-01T08:00:00", "timezone_aware"),
    ],
)
def test_what_is_wrong_has_a_word(kind: Any, value: Any, word: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        TypeAdapter(kind).validate_python(value)
    assert [fault_of(one) for one in wrong.value.errors()] == [word]


def test_what_was_pasted_is_cleaned_of_what_the_hub_refuses() -> None:
    pasted = "退款\x00已办\ud800\r\n第二行\x0b第三行\tx\x1b\x7f"
    assert cleaned(pasted) == "退款已办\n第二行\n第三行\tx"
    assert TypeAdapter(Text).validate_python(cleaned(pasted))
    assert not re.search(r"[\x00\x0b\x1b\x7f]", cleaned(pasted))
