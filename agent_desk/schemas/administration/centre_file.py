"""The centre's file on the wire: what it would change, what cannot be used of it, and the order to take it."""

import uuid
from datetime import date, datetime
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from agent_desk.schemas.kit.bounded import Day, Line, Text
from agent_desk.schemas.kit.file_text import PIECE
from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord

MOST_PIECES: Final = 6
"""Of a file: 300,000 characters, ten times what a large centre has."""
PART = r"^[a-z_]{1,40}(\.[a-z_]{1,40})?$"
"""The name of a part."""
EntryChange = Literal["added", "changed", "same", "left", "retired"]


class FileFault(WireRecord):
    """What cannot be used of a file: one sentence, and the line it is about. `part`: whose fault it is; "": the file's."""

    line: int | None = None
    part: str = ""
    zh: OwnText
    en: OwnText


class FieldChange(WireRecord):
    """One field of an entry, before and after, in words."""

    label_zh: OwnText
    label_en: OwnText
    before_zh: OwnText = ""
    before_en: OwnText = ""
    after_zh: OwnText = ""
    after_en: OwnText = ""


class EntryDifference(WireRecord):
    """An entry that is new, changed, the same, left alone since the file does not name it, or retired for that."""

    change: EntryChange
    name_zh: OwnText
    name_en: OwnText
    line: int | None = None
    fields: list[FieldChange] = []


class PartDifference(WireRecord):
    """What a file would change in one part. `mine`: whether the caller may change it; `dated`: whether it can count from a day."""

    name: OwnText
    title_zh: OwnText
    title_en: OwnText
    mine: bool = True
    dated: bool = False
    second_person: bool = False
    entries: list[EntryDifference] = []
    ordered: bool = False
    """Whether its entries get another order."""
    added: int = 0
    changed: int = 0
    same: int = 0
    left: int = 0
    retired: int = 0


class Difference(WireRecord):
    """What a file would change. With faults nothing of it is taken. `product`, `written_on`: as the file says."""

    product: OwnText = ""
    written_on: OwnText = ""
    parts: list[PartDifference] = []
    faults: list[FileFault] = []


class CentreFileAsk(WireRecord):
    """A file that is to be compared, in pieces. `only`: the parts that are meant; none: all.

    `retire`: entries of these that the file does not name are retired; else they stay as they are. `counts_from`: the day from which
    settings count; none: at once.
    """

    pieces: list[Annotated[Text, Field(max_length=PIECE)]] = Field(max_length=MOST_PIECES)
    name: Line = Field(default="", max_length=200)
    only: Annotated[list[Annotated[str, StringConstraints(pattern=PART)]], Field(max_length=200)] | None = None
    retire: bool = False
    counts_from: Day | None = None

    @property
    def text(self) -> str:
        """What the file says."""
        return "".join(self.pieces)


class CentreFileForm(CentreFileAsk):
    """A file that is to be taken. `reason`: for the second person, where one has to confirm."""

    reason: Text = Field(default="", max_length=500)


class KeptFile(WireRecord):
    """What held before a file was taken: it is taken in the same way, to undo that."""

    id: uuid.UUID
    kept_at: datetime
    until_on: date | None = None
    by: OwnText = ""
    by_en: OwnText = ""
