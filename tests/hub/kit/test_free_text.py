"""What people type leaves the hub masked, whatever record it stands in: by a mark of its field's type, for areas to come too."""

import inspect
import re
import typing
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.masking import TextMask
from agent_desk.schemas.kit import settings
from agent_desk.schemas.kit.bounded import Characters
from agent_desk.schemas.kit.free_text import MASK, FreeText, OwnText, Typed
from agent_desk.schemas.kit.operation import Operation
from tests.fixtures.customers import CARD, IDENTITY, MOBILE, one_customer
from tests.fixtures.operations import EVERY, named
from tests.fixtures.people import Client, Staff

CODES = frozenset(
    "levels "
    "code parent_code key queue queues team category audience business cause channel source urgency wish reason_code disposition_code "
    "agent_code approved_by merged_into extension target number digits codec login seat password new_password roles permissions field "
    "care_flags items wrong digest of hours sound wrong_sound otherwise closed_sound greeting_sound thanks_sound menu callback_key "
    "start end quiet_from quiet_to answers product_code state kind zone shows hotline "
    "seat_secret redirect_uri nonce verifier issuer challenge".split()
)
"""Fields that hold a word of a list, a number of the centre's own or a secret: nobody writes sentences there."""
CLEAR = {"Revealed.value"}
"""What is asked for in clear, against a reason."""


def records(annotation: Any, seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    """Every record in a type."""
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel) and annotation not in seen:
        seen.add(annotation)
        for one in annotation.model_fields.values():
            records(one.annotation, seen)
    for part in get_args(annotation):
        records(part, seen)
    return seen


def texts(annotation: Any, marks: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The marks of every text in a type that is not one of a few words."""
    if typing.get_origin(annotation) is typing.Annotated:
        inner, *more = get_args(annotation)
        yield from texts(inner, (*marks, *more))
    elif annotation is str:
        yield marks
    elif typing.get_origin(annotation) is not typing.Literal:
        for part in get_args(annotation):
            yield from texts(part, marks)


def marks_of(info: FieldInfo) -> list[tuple[Any, ...]]:
    return [(*marks, *info.metadata) for marks in texts(info.annotation)]


def bodies() -> set[type[BaseModel]]:
    found: set[type[BaseModel]] = set()
    for operation in EVERY:
        if operation.sends:
            records(operation.body, found)
            for part in operation.parts:
                records(part.annotation, found)
    return found


def is_typed(marks: tuple[Any, ...]) -> bool:
    return any(isinstance(mark, Typed | settings.Text) for mark in marks)


TYPED_NAMES = {
    name
    for record in bodies()
    for name, info in record.model_fields.items()
    if name not in CODES and any(is_typed(marks) for marks in marks_of(info))
} | {"notes", "note", "narrative", "resolution", "comment", "complainant", "words", "words_en", "title_zh", "reason"}


def test_the_walk_finds_what_people_type() -> None:
    assert {
        "words",
        "note",
        "notes",
        "narrative",
        "comment",
        "why",
        "reason_text",
        "name",
        "title",
        "body",
    } <= TYPED_NAMES


@pytest.mark.parametrize(
    "record", sorted(bodies(), key=lambda one: (one.__module__, one.__name__)), ids=lambda one: one.__name__
)
def test_every_text_of_a_write_is_masked_wherever_its_record_is_shown(record: type[BaseModel]) -> None:
    """A plain `str` fails here: take Line or Text (kit/bounded.py), which bear the mark."""
    plain = [
        name
        for name, info in record.model_fields.items()
        if name not in CODES
        for marks in marks_of(info)
        if not is_typed(marks) and not any(isinstance(mark, Characters) for mark in marks) and not _has_pattern(marks)
    ]
    assert plain == []


def _has_pattern(marks: tuple[Any, ...]) -> bool:
    return any(getattr(mark, "pattern", None) for mark in marks)


@pytest.mark.parametrize("operation", EVERY, ids=named)
def test_every_answer_marks_what_people_have_typed(operation: Operation[..., Any]) -> None:
    """A field of an answer that is named like one that people fill in fails here: take FreeText or OwnText (kit/free_text.py)."""
    plain = {
        f"{record.__name__}.{name}"
        for record in records(operation.answer, set())
        for name, info in record.model_fields.items()
        if name in TYPED_NAMES
        for marks in marks_of(info)
        if not is_typed(marks)
    }
    assert plain - CLEAR == set()


class Story(BaseModel):
    """A record of an area to come."""

    words: FreeText
    branch: OwnText = ""
    more: list[FreeText] = []
    none: FreeText | None = None


def test_the_mark_masks_by_the_policy_in_force_and_only_on_the_way_out(database: Database) -> None:
    told = Story(
        words=f"卡 {CARD.translate(str.maketrans('0123456789', '０１２３４５６７８９'))}",
        branch=f"电话 0531-88889999 {IDENTITY}",
    )
    told.more.append(f"回电 {MOBILE[3:]}，CVV 123")
    with database.read() as db:
        said = TypeAdapter(Story).dump_python(told, mode="json", context={MASK: TextMask(db)})
    assert said == {
        "words": "卡 621700*********0123",
        "branch": "电话 0531-88889999 3****************4",
        "more": ["回电 138****8000，CVV ***"],
        "none": None,
    }
    assert told.model_dump(mode="json")["words"] == told.words, "a stored row keeps what was typed"


def test_a_stale_edit_shows_the_other_version_masked(client: Client, staff: Staff, database: Database) -> None:
    owner = one_customer(database, note=f"常用卡 {CARD}")
    staff.person("a1", "agent", agent_code="1001")
    client.sign_in("a1")
    refused = client.ask("PUT", f"/api/customers/{owner.id}/note", {"note": "改", "version": 99})
    assert refused.json()["error"]["values"]["current"]["note"] == "常用卡 621700*********0123"


@pytest.mark.parametrize(
    "typed",
    [
        "６２１７００１２３４５６７８９０１２３",
        "621700 1234567890123",
        "6217.0012.3456.7890.123",
        "370802 19900101 1234",
        "CVV 123",
        "6217\u200b001234567890123",
    ],
)
def test_a_standing_note_takes_no_number_in_any_spelling(
    client: Client, staff: Staff, database: Database, typed: str
) -> None:
    owner = one_customer(database)
    staff.person("a1", "agent", agent_code="1001")
    client.sign_in("a1")
    refused = client.ask("PUT", f"/api/customers/{owner.id}/note", {"note": f"客户说 {typed}", "version": 1})
    assert refused.json()["error"]["values"]["fields"] == {"note": "personal_number"}
    assert re.fullmatch("[0-9a-f]{16}", refused.json()["error"]["request_id"])
