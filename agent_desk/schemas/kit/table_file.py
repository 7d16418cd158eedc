"""A table that people made (CSV or workbook), looked at row by row and taken together: its headings, what each row would do."""

from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from agent_desk.schemas.kit.bounded import Count, Line
from agent_desk.schemas.kit.file_text import PIECE
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.record import WireRecord
from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

MOST_ROWS: Final = 1_000
"""Rows of a file at the most; a larger house sends several."""
MOST_PIECES: Final = 18
"""Of a file's bytes in base 64: 675 kB."""
ColumnCode = Annotated[Line, Field(pattern=r"^([a-z][a-z0-9_]{0,39})?$")]
"""A column of the table by its code; "": it is left out."""
RowChange = Literal["new", "changed", "same", "refused"]
CHANGES: Final = Vocabulary(
    "kit.file_change",
    Term("new", "新增", "New", "good", "plus"),
    Term("changed", "变更", "Changed", "warning", "pencil"),
    Term("same", "相同", "The same", "muted", "check"),
    Term("refused", "不能导入", "Refused", "bad", "circle-x"),
)
TEXTS: Final = Vocabulary(
    "kit.table_file",
    Term("headings", "无法识别的列", "Headings that were not recognised"),
    Term("left_out", "不导入", "Left out"),
    Term("line", "行", "Line"),
    Term("change", "变化", "Change"),
    Term("taken", "导入", "Taken"),
    Term("says", "说明", "What"),
    Term("yes", "是", "Yes"),
    Term("no", "否", "No"),
    Term("leave_row", "不导入此行", "Leave this row out"),
    Term("take_row", "导入此行", "Take this row"),
    Term("unusable", "文件不能导入", "The file cannot be taken"),
    Term("nothing", "没有可导入的行", "There is no row to take"),
)


class HeadFound(WireRecord):
    """A heading of the file, and the column it is taken for; "": it is left out."""

    heading: OwnText
    column: ColumnCode = ""


class RowLine(WireRecord):
    """A row: what taking it would do. `zh`, `en`: what changes, or why it is refused; `note`: something to look at all the same."""

    line: int
    change: RowChange
    zh: FreeText = ""
    en: FreeText = ""
    note_zh: OwnText = ""
    note_en: OwnText = ""


class TableFileView(WireRecord):
    """A file as read; its rows are those of who reads it. `fault_zh`, `fault_en`: why it cannot be used at all."""

    heads: list[HeadFound] = []
    fault_zh: OwnText = ""
    fault_en: OwnText = ""


class ChosenColumn(WireRecord):
    """A heading that a person says the column of."""

    heading: Line
    column: ColumnCode


class TableFileAsk(WireRecord):
    """A file that is to be looked at: its bytes (CSV or workbook) in base 64, in pieces, and the columns that were chosen by hand."""

    name: Line = Field(default="", max_length=200)
    pieces: list[Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/=]*$", max_length=PIECE)]] = Field(
        max_length=MOST_PIECES
    )
    columns: list[ChosenColumn] = Field(default=[], max_length=100)


Lines = Annotated[list[Count], Field(max_length=MOST_ROWS)]
"""The rows of a file that are meant to be taken; one among them that is refused keeps all of them back."""
