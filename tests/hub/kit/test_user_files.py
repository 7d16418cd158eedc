"""One reader for what people make: encodings, separators, headings, a spreadsheet's marks, dates; and that nobody reads by himself."""

import ast
import gzip
import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

import agent_desk
from agent_desk.hub.kit.user_files import (
    UserFileFault,
    birthday,
    day_of,
    heading,
    identity_number,
    number_text,
    plain,
    read_table,
    read_toml,
    rounded,
)
from agent_desk.schemas.kit.file_text import decoded
from tests.fixtures.properties import given, st

COLUMNS = {"number": ("客户号",), "name": ("姓名",), "born_on": ("出生日期",), "mobile": ("手机",)}
NEEDED = ("number", "name")
LIST = "number,name,born_on,mobile\r\nC1,王小芳,1980-04-30,13800138001\r\nC2,李建国,,13800138002\r\n"
ROWS = [
    {"number": "C1", "name": "王小芳", "born_on": "1980-04-30", "mobile": "13800138001"},
    {"number": "C2", "name": "李建国", "born_on": "", "mobile": "13800138002"},
]


@pytest.fixture
def table(tmp_path: Path) -> Any:
    def read(content: str | bytes, name: str = "list.csv") -> Any:
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_table(file, COLUMNS, NEEDED)

    return read


def cells(read: Any) -> list[dict[str, str]]:
    return [row.cells for row in read.rows]


# ---------------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gbk", "gb2312", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_a_list_is_read_in_every_encoding_that_programs_save_in(table: Any, encoding: str) -> None:
    assert cells(table(LIST.encode(encoding))) == ROWS


def test_rare_names_survive_in_every_encoding_that_has_them(table: Any) -> None:
    text = "number,name\nC1,王𬱖之\nC2,𠮷田一\nC3,张䶮\nC4,李〇\nC5,\U00030edd\n"
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert [row["name"] for row in cells(table(text.encode(encoding)))] == [
            "王𬱖之",
            "𠮷田一",
            "张䶮",
            "李〇",
            "\U00030edd",
        ]


def test_gbk_that_happens_to_be_utf_8_is_chinese_all_the_same(table: Any) -> None:
    assert cells(table("number,name\nC1,联通\n".encode("gbk")))[0]["name"] == "联通"
    assert decoded("number,name\nC1,José\nC2,Müller\n".encode()) == "number,name\nC1,José\nC2,Müller\n"


def test_one_row_in_another_encoding_is_named_and_the_others_are_read(table: Any) -> None:
    read = table(LIST.encode() + "C3,赵敏,,\r\n".encode("gbk") + "C4,周安,,\r\n".encode())
    assert [row["number"] for row in cells(read)] == ["C1", "C2", "C4"]
    assert [(one.line, one.en) for one in read.bad] == [(4, "'name' is in another encoding than the rest of the file")]
    read = table(LIST.encode("gbk") + "C3,赵敏和钱,,\r\n".encode())
    assert [one.line for one in read.bad] == [4]


@given(st.text(alphabet=st.characters(codec="gb18030", exclude_categories=["Cc", "Cs"]), max_size=60))
def test_what_gb_18030_writes_is_never_a_fault(text: str) -> None:
    decoded(("number,name\n甲乙丙丁," + text).encode("gb18030"))


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (gzip.compress(LIST.encode(), mtime=0), "packed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old or a protected Excel workbook"),
        (b"\x7fELF" + bytes(range(256)) * 4, "not a text file"),
        (b"<html><table><tr><td>number</td></tr></table></html>", "web page"),
        (b"PK\x03\x04 and then nothing", "packed"),
        (b"", "holds nothing"),
        (b"\xef\xbb\xbf\r\n,,,\r\n", "holds nothing"),
    ],
)
def test_a_file_that_is_something_else_is_one_sentence(table: Any, content: bytes, word: str) -> None:
    with pytest.raises(UserFileFault, match=word) as said:
        table(content)
    assert "list.csv" in said.value.zh and "list.csv" in said.value.en


# ---------------------------------------------------------------------- separators, headings, rows


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "，", "；"])
def test_every_separator_is_understood(table: Any, separator: str) -> None:
    assert cells(table(LIST.replace(",", separator))) == ROWS


def test_the_separator_may_be_named_and_lines_are_counted_with_it(table: Any) -> None:
    read = table("sep=;\r\n" + LIST.replace(",", ";") + ";;;\r\n;x\r\n")
    assert cells(read)[:2] == ROWS and [row.line for row in read.rows] == [3, 4, 6]


@pytest.mark.parametrize(
    "heads",
    [
        "Number, Name ,BORN_ON,mobile",
        "ｎｕｍｂｅｒ，ｎａｍｅ，ｂｏｒｎ＿ｏｎ，ｍｏｂｉｌｅ".replace("，", ","),
        "*number,name*,born-on,\u200bmobile\ufeff",
        "客户号,姓名,出生日期,手机",
        '"客户号 ","姓 名","出生日期","手机"'.replace("姓 名", "姓名"),
        "number:,name:,born on:,Mobile:",
    ],
)
def test_headings_count_whatever_their_spelling(table: Any, heads: str) -> None:
    assert cells(table(LIST.replace("number,name,born_on,mobile", heads))) == ROWS


def test_titles_may_stand_above_the_headings(table: Any) -> None:
    read = table("客户清单,,,\n制表：张三,,,\n\n" + LIST)
    assert cells(read) == ROWS and [row.line for row in read.rows] == [5, 6]


def test_blank_rows_and_columns_are_no_faults(table: Any) -> None:
    read = table(
        "number,name,born_on,mobile,,\r\nC1,王小芳,1980-04-30,13800138001,,\r\n,,,,,\r\n \u3000,,\u200b,,,\r\nC2,李建国,,13800138002\r\n"
    )
    assert cells(read) == ROWS and read.bad == []


def test_a_short_row_says_nothing_of_what_it_does_not_reach(table: Any) -> None:
    assert cells(table("number,name,born_on,mobile\nC1,王小芳\n")) == [{"number": "C1", "name": "王小芳"}]


def test_a_value_without_a_heading_is_named(table: Any) -> None:
    read = table("number,name,\nC1,王,x\nC2,李\n")
    assert [(one.line, one.en) for one in read.bad] == [(2, "column 3 has no heading but a value")]
    assert cells(read) == [{"number": "C2", "name": "李"}]


@pytest.mark.parametrize(
    ("heads", "sentence"),
    [
        ("number,nombre", "column 'name' is missing; column 'nombre' is not known"),
        ("number,name,客户号", "column 'number' stands there twice"),
    ],
)
def test_headings_that_do_not_fit_are_named(table: Any, heads: str, sentence: str) -> None:
    with pytest.raises(UserFileFault, match=re.escape(sentence)):
        table(f"{heads}\nC1,x,y\n")


def test_a_quotation_mark_that_is_not_closed_names_its_line_and_nothing_is_read(table: Any) -> None:
    with pytest.raises(UserFileFault, match="from line 3 on"):
        table('number,name\nC1,王\nC2,"李\nC3,赵\n')


def test_fields_of_several_lines_keep_their_line(table: Any) -> None:
    read = table('number,name\nC1,"王\n小芳"\nC2,李\n')
    assert [(row.line, row.cells["name"]) for row in read.rows] == [(2, "王\n小芳"), (4, "李")]


# ---------------------------------------------------------------------- workbooks


def test_a_workbook_is_read_as_its_cells_look(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["客户清单"])
    page = book.create_sheet("数据")
    book.remove(book.worksheets[0])
    page.append(["客户号", "姓名", "出生日期", "手机", None])
    page.append([1001, "王𬱖", datetime(1980, 4, 30), 13800138001, None])
    page.append([None, None, None, None, None])
    page.append(["C2", "李建国", 29341, "'13800138002", None])
    page["A2"].number_format = "00000000"
    page.append([6228480000000000123, "赵", date(1980, 4, 30), 13800138006.0])
    stream = io.BytesIO()
    book.save(stream)
    file = tmp_path / "客户 (1).xlsx"
    file.write_bytes(stream.getvalue())
    read = read_table(file, COLUMNS, NEEDED)
    assert cells(read) == [
        {"number": "00001001", "name": "王𬱖", "born_on": "1980-04-30", "mobile": "13800138001"},
        {"number": "C2", "name": "李建国", "born_on": "29341", "mobile": "13800138002"},
        {"number": "6.22848E+18", "name": "赵", "born_on": "1980-04-30", "mobile": "13800138006"},
    ]
    with pytest.raises(UserFileFault, match="spreadsheet"):
        number_text("number", cells(read)[2]["number"])


def test_a_broken_workbook_is_one_sentence(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["number", "name"])
    stream = io.BytesIO()
    book.save(stream)
    file = tmp_path / "x.xlsx"
    with zipfile.ZipFile(stream) as whole, zipfile.ZipFile(file, "w") as torn:
        for name in whole.namelist():
            torn.writestr(name, b"<worksheet><not" if name.endswith("sheet1.xml") else whole.read(name))
    with pytest.raises(UserFileFault, match="broken workbook"):
        read_table(file, COLUMNS, NEEDED)
    file.write_bytes(stream.getvalue()[:900])
    with pytest.raises(UserFileFault, match="packed file"):
        read_table(file, COLUMNS, NEEDED)


# ---------------------------------------------------------------------- marks, numbers, days


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("'001", "001"),
        ("’13800138000", "13800138000"),
        ('="00123"', "00123"),
        ('="a ""b"""', 'a "b"'),
        ("\t6228480012345678901", "6228480012345678901"),
        ("\u3000王 小芳\u00a0", "王 小芳"),
        ("O'Brien", "O'Brien"),
        ("'tis", "'tis"),
        ("=SUM(A1)", "=SUM(A1)"),
    ],
)
def test_the_marks_of_a_spreadsheet_go(cell: str, value: str) -> None:
    assert plain(cell) == value


@pytest.mark.parametrize(
    "text",
    [
        "6.22848E+18",
        "6,22848E+18",
        "1.38e10",
        "1E5",
        "13800138006.0",
        "13,800,138,006",
        "1'380'013",
        "####",
        "#N/A",
        "#REF!",
        "６．２２Ｅ＋１８",
    ],
)
def test_a_number_that_a_spreadsheet_has_spoilt_is_refused_by_name(text: str) -> None:
    with pytest.raises(UserFileFault, match="'card' is no number any more: was the file opened in a spreadsheet"):
        number_text("card", text)


@pytest.mark.parametrize("text", ["6228480012345678901", "C000123", "001", "A-12", "EA12345678", ""])
def test_a_number_that_is_one_stays(text: str) -> None:
    assert number_text("card", text) == text


def test_full_width_digits_are_digits() -> None:
    assert number_text("card", "６２２８４８") == "622848"


def test_an_identity_number_has_its_check_digit() -> None:
    assert identity_number("identity_number", "11010519491231002x") == "11010519491231002X"
    assert identity_number("identity_number", "110105 19491231 002X") == "11010519491231002X"
    assert identity_number("identity_number", "E12345678") == "E12345678"
    with pytest.raises(UserFileFault, match="wrong check digit"):
        identity_number("identity_number", "110105194912310021")
    with pytest.raises(UserFileFault, match="no number any more"):
        identity_number("identity_number", "110101198001010000")


def test_numbers_rounded_to_fifteen_digits_are_told_from_round_numbers(table: Any) -> None:
    spoilt = "number,name\n" + "".join(f"62284800123{at:04d}0000,王\n" for at in range(20))
    assert len(rounded(table(spoilt), "number")) == 20
    sound = "number,name\n" + "".join(f"62284800123{at:08d},王\n" for at in range(9_990, 10_100))
    assert rounded(table(sound), "number") == set()


@pytest.mark.parametrize(
    "text",
    [
        "19800430",
        "1980-04-30",
        "1980-4-30",
        "1980/4/30",
        "1980/04/30",
        "1980.4.30",
        "1980．４．30",
        "1980年4月30日",
        "1980 年 04 月 30 日",
        "1980年4月30号",
        "一九八〇年四月三十日",
        "一九八零年四月三十日",
        "29341",
        "29341.0",
        "1980-04-30 00:00:00",
        "1980/4/30 0:00",
        "1980-04-30T00:00:00Z",
        "1980-04-30T00:00:00.000+08:00",
        "30-Apr-1980",
        "30 April 1980",
        "１９８０－４－３０",
    ],
)
def test_a_day_is_understood_in_every_spelling_that_says_one(text: str) -> None:
    assert day_of(text) == date(1980, 4, 30)
    assert birthday("born_on", text, date(2026, 11, 30)) == date(1980, 4, 30)


@pytest.mark.parametrize(
    "text",
    [
        "3/4/1980",
        "30.4.1980",
        "80-4-30",
        "1980-02-30",
        "1980-13-01",
        "1980",
        "1980-04",
        "0000-00-00",
        "无",
        "0",
        "60",
        "1980-4-30 x",
    ],
)
def test_what_may_be_two_days_or_none_is_none(text: str) -> None:
    assert day_of(text) is None
    with pytest.raises(UserFileFault, match="'born_on' is not a date like 1980-04-30"):
        birthday("born_on", text, date(2026, 11, 30))


def test_a_birthday_to_come_or_of_nobody_alive_is_refused() -> None:
    today = date(2026, 11, 30)
    with pytest.raises(UserFileFault, match="in the future"):
        birthday("born_on", "2080-04-30", today)
    with pytest.raises(UserFileFault, match="130 years ago"):
        birthday("born_on", "1780-04-30", today)
    assert birthday("born_on", "2026-11-30", today) == today


@given(st.text(max_size=40))
def test_no_text_raises(text: str) -> None:
    day_of(text)
    plain(text)
    heading(text)


# ---------------------------------------------------------------------- setup files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_setup_file_is_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "中心 #1.toml"
    file.write_bytes('name = "客户服务中心"\r\n'.encode(encoding))
    assert read_toml(file) == {"name": "客户服务中心"}


def test_a_setup_file_with_a_byte_of_another_encoding_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "centre.toml"
    file.write_bytes('a = "客户服务中心"\nb = "客户"\n'.encode() + 'c = "联络"\n'.encode("gbk"))
    with pytest.raises(UserFileFault, match="several encodings"):
        read_toml(file)


READERS = {"read_text", "read_bytes", "DictReader", "reader", "load_workbook"}
OWN = ("hub/kit/user_files.py", "schemas/kit/file_text.py")


def test_every_file_of_the_users_is_read_by_the_one_reader() -> None:
    """Whoever parses TOML, CSV or a workbook asks the reader for the text; files that the program itself writes are its own."""
    root = Path(agent_desk.__file__).parent
    found = []
    for path in root.rglob("*.py"):
        name = str(path.relative_to(root))
        if name in OWN or name.startswith("demo/"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
        text = path.read_text(encoding="utf-8")
        if {"csv"} & imported or "load_workbook" in text:
            found.append(name)
        if "tomllib.loads(" in text and ".read_text(" in text:
            found.append(name)
    assert not found, "ask hub/kit/user_files.py"
