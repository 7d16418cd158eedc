"""People from a file on the wire: its columns, what each row would change or why it is refused, and the order to take it."""

import uuid
from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from agent_desk.schemas.kit.bounded import Count, Line, Text
from agent_desk.schemas.kit.file_text import PIECE
from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord
from agent_desk.schemas.kit.table import LanguageWord
from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

MOST_ROWS: Final = 1_000
"""Rows of a file at the most; a larger house sends several."""
MOST_PIECES: Final = 18
"""Of a file's bytes in base 64: 675 kB."""
ColumnWord = Literal["login", "name", "name_en", "agent_code", "team", "branch", "roles", "leaves_on", ""]
RowChange = Literal["new", "changed", "same", "refused"]
COLUMNS: Final = Vocabulary(
    "people.file_column",
    Term("login", "用户名", "User name"),
    Term("name", "姓名", "Name"),
    Term("name_en", "拼音姓名", "Name in letters"),
    Term("agent_code", "工号", "Agent code"),
    Term("team", "班组", "Team"),
    Term("branch", "机构", "Branch"),
    Term("roles", "岗位", "Roles"),
    Term("leaves_on", "离岗日期", "Leaves on"),
)
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "login": ("用户名", "登录名", "账号", "员工号", "user name", "username", "account", "employee number"),
    "name": ("姓名", "中文姓名", "名字", "full name", "chinese name"),
    "name_en": ("拼音姓名", "英文姓名", "拼音", "name in letters", "english name", "pinyin"),
    "agent_code": ("工号", "坐席工号", "坐席号", "agent code", "agent number", "work number", "extension"),
    "team": ("班组", "小组", "组别", "group"),
    "branch": ("机构", "网点", "分行", "支行", "职场", "site"),
    "roles": ("岗位", "角色", "role"),
    "leaves_on": ("离岗日期", "离职日期", "截止日期", "leaves on", "last day", "until"),
}
"""What else the columns are called; a heading that is none of them is chosen by hand or left out."""


class HeadFound(WireRecord):
    """A heading of the file, and the column it is taken for; "": it is left out."""

    heading: OwnText
    column: ColumnWord = ""


class PersonLine(WireRecord):
    """A row: what taking it would do. `zh`, `en`: what changes, or why it is refused; `note`: something to look at all the same."""

    line: int
    change: RowChange
    login: OwnText = ""
    name: OwnText = ""
    zh: OwnText = ""
    en: OwnText = ""
    note_zh: OwnText = ""
    note_en: OwnText = ""
    id: uuid.UUID | None = None


class PeopleFileView(WireRecord):
    """A file as read. `fault_zh`, `fault_en`: why it cannot be used at all."""

    heads: list[HeadFound] = []
    rows: list[PersonLine] = []
    fault_zh: OwnText = ""
    fault_en: OwnText = ""

    def count(self, change: RowChange) -> int:
        """Return how many rows there are of a kind."""
        return sum(row.change == change for row in self.rows)


class ChosenColumn(WireRecord):
    """A heading that a person says the column of."""

    heading: Line
    column: ColumnWord


class PeopleFileAsk(WireRecord):
    """A file that is to be looked at: its bytes (CSV or workbook) in base 64, in pieces, and the columns that were chosen by hand."""

    name: Line = Field(default="", max_length=200)
    pieces: list[Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/=]*$", max_length=PIECE)]] = Field(
        max_length=MOST_PIECES
    )
    columns: list[ChosenColumn] = Field(default=[], max_length=100)


class PeopleFileForm(PeopleFileAsk):
    """A file that is to be taken. `lines`: of the rows that are meant; a row among them that is refused keeps all of them back."""

    lines: list[Count] = Field(max_length=MOST_ROWS)
    reason: Text = Field(default="", max_length=500)


class PasswordsWanted(WireRecord):
    """People who are to get a one-time password, as a workbook in `lang`; who has one of their own is passed over."""

    people: list[uuid.UUID] = Field(min_length=1, max_length=MOST_ROWS)
    lang: LanguageWord = "zh"


class PasswordsMade(WireRecord):
    """A list of passwords that was made."""

    name: str
    people: int
