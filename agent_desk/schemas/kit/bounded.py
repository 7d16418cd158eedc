"""What people may send: texts without characters that no text has, whole numbers, days and moments within bounds.

Every field and parameter that enters the hub is of one of these types, or has a pattern of its own; a test walks them all
(tests/schemas/test_bounded.py). A narrower bound stands beside the type: `name: Line = Field(max_length=60)`.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final, cast

from pydantic import AwareDatetime, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema

from agent_desk.schemas.kit.free_text import FREE, OWN

LINE: Final = r"^[^\x00-\x1f\x7f]*$"
"""One line: no control characters at all."""
TEXT: Final = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
"""Some lines: no control characters but tabs and the ends of lines."""
UNSTORED: Final = r"^[^\x00]*$"
"""What is never stored as it is: anything but the character 0."""
LARGEST: Final = 2**31 - 1
"""The largest whole number of the database's usual column."""
LARGEST_ID: Final = 2**53 - 1
"""The largest whole number that every reader of JSON keeps."""
FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2999, 12, 31)
"""Days between these may be reckoned with: a week before or after them is a day too."""


@dataclass(frozen=True, slots=True)
class Characters:
    """Which characters a text may have and how many; a pattern and a length of the field's own stand instead."""

    pattern: str
    most: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema: Any = handler(source)
        assert schema["type"] == "str", "a text"
        schema.setdefault("pattern", self.pattern)
        schema.setdefault("max_length", self.most)
        return cast(CoreSchema, schema)


@dataclass(frozen=True, slots=True)
class Between:
    """Bounds of a whole number, both included; bounds of the field's own stand instead."""

    low: int
    high: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema: Any = handler(source)
        assert schema["type"] == "int", "a whole number"
        if "gt" not in schema:
            schema.setdefault("ge", self.low)
        if "lt" not in schema:
            schema.setdefault("le", self.high)
        return cast(CoreSchema, schema)


Line = Annotated[str, Characters(LINE, 200), OWN]
"""A name, a code, a number as people type it: one line."""
Text = Annotated[str, Characters(TEXT, 4000), FREE]
"""What people write: some lines."""
Secret = Annotated[str, Characters(UNSTORED, 256)]
"""A password."""
Count = Annotated[int, Between(0, LARGEST)]
"""How many of something, or the version of a record."""
RowId = Annotated[int, Between(0, LARGEST_ID)]
"""The number of a row where rows are counted without end."""
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
"""A day of the calendar."""
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(1900, 1, 1, tzinfo=UTC), le=datetime(2999, 12, 31, tzinfo=UTC)),
]
"""A point in time, with its zone."""

_PATTERNS: Final = frozenset((LINE, TEXT, UNSTORED))


def fault_of(error: Any) -> str:
    """Return the word for what is wrong with a field, from an error of pydantic: its type, or that a character is unwanted."""
    kind: str = error["type"]
    if kind == "string_unicode" or (
        kind == "string_pattern_mismatch" and error.get("ctx", {}).get("pattern") in _PATTERNS
    ):
        return "unwanted_characters"
    return kind
