"""People from a file on the wire: its columns, what each row would change or why it is refused, and the order to take it."""

import uuid
from collections.abc import Mapping
from typing import Final

from pydantic import Field

from agent_desk.schemas.kit.bounded import Text
from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord
from agent_desk.schemas.kit.table import LanguageWord
from agent_desk.schemas.kit.table_file import MOST_ROWS, Lines, RowChange, RowLine, TableFileAsk, TableFileView
from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

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


class PersonLine(RowLine):
    """A person of the list."""

    login: OwnText = ""
    name: OwnText = ""
    id: uuid.UUID | None = None


class PeopleFileView(TableFileView):
    """A list of people as read."""

    rows: list[PersonLine] = []

    def count(self, change: RowChange) -> int:
        """Return how many rows there are of a kind."""
        return sum(row.change == change for row in self.rows)


class PeopleFileForm(TableFileAsk):
    """A list that is to be taken."""

    lines: Lines
    reason: Text = Field(default="", max_length=500)


class PasswordsWanted(WireRecord):
    """People who are to get a one-time password, as a workbook in `lang`; who has one of their own is passed over."""

    people: list[uuid.UUID] = Field(min_length=1, max_length=MOST_ROWS)
    lang: LanguageWord = "zh"


class PasswordsMade(WireRecord):
    """A list of passwords that was made."""

    name: str
    people: int
