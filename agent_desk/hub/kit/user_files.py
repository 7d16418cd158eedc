"""One reader for every table and setup file that people make: encodings, separators, headings, a spreadsheet's marks, dates.

What a program has done to a file on its way is undone where nothing is lost by it (encoding, separator, blanks, the marks by which a
spreadsheet is told that something is text) and named where something is lost (digits, a date that may be two). Decision 58.
"""

import csv
import io
import re
import tomllib
import unicodedata
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from agent_desk.schemas.kit.chinese import without_unseen
from agent_desk.schemas.kit.file_text import SENTENCES, FileFault, decoded, read_text, strange_in
from agent_desk.schemas.kit.personal_numbers import is_identity_number
from agent_desk.schemas.kit.text import cleaned

Column = str
SEPARATORS: Final = (",", ";", "\t", "|", "，", "；")
_NAMED_SEPARATOR: Final = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_HEADING_WITHIN: Final = 20
"""Lines from the top in which the headings are looked for: titles and notes stand above them in many an export."""
_DIGITS_KEPT: Final = 15
"""Digits of a number that a spreadsheet keeps; the others become noughts."""
_MARKED_AS_TEXT: Final = re.compile(r'="(.*)"', re.DOTALL)
_MANGLED: Final = re.compile(
    r"[+-]?[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+"  # 6.22848E+18
    r"|[+-]?[0-9]+\.[0-9]*"  # 13800138006.0
    r"|[0-9]{1,3}([,'][0-9]{3})+([.][0-9]+)?"  # 13,800,138,006
    r"|#+|#(N/A|NAME\?|VALUE!|REF!|DIV/0!|NULL!|NUM!|SPILL!|CALC!)"
)
_ROUNDED: Final = re.compile(rf"[1-9][0-9]{{{_DIGITS_KEPT - 1}}}0{{3,}}")
_SHARE_ROUNDED: Final = 0.05
"""From this share of a column's long numbers on, noughts at their ends are the work of a spreadsheet and no chance."""


class UserFileFault(ValueError):
    """A file, or a row of one, cannot be used: one sentence in Chinese and one in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: the line it begins on, and its cells by column. A column that a short row does not reach is not among them."""

    line: int
    cells: dict[Column, str]


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that was left out, and why."""

    line: int
    zh: str
    en: str


@dataclass(slots=True)
class Table:
    """A table as read: its rows, the rows that cannot be used, how many are blank, and which columns its headings name."""

    columns: tuple[Column, ...]
    rows: list[TableRow] = field(default_factory=list)
    bad: list[RowFault] = field(default_factory=list)
    blank: int = 0


def read_table(file: Path, columns: Mapping[Column, Sequence[str]], needed: Sequence[Column]) -> Table:
    """Return the table in a CSV file or a workbook. `columns`: each with the other names that people give it.

    Raises UserFileFault where the file as a whole cannot be used; a row that cannot be used is in `bad`.
    """
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise _of_file(file, f"无法读取：{fault.strerror}", f"cannot be read: {fault.strerror}") from fault
    return table_of(data, str(file), columns, needed)


def table_of(data: bytes, name: str, columns: Mapping[Column, Sequence[str]], needed: Sequence[Column]) -> Table:
    """Return the table in the bytes of a CSV file or a workbook, as `read_table` does. `name`: of the file, in sentences."""
    return _table(name, _lines_of(data, name, columns, needed), columns, needed)


def headings_of(
    data: bytes, name: str, columns: Mapping[Column, Sequence[str]], needed: Sequence[Column]
) -> dict[str, Column]:
    """Return each heading as the file writes it with the column that it names; "" for one that names none. Raises UserFileFault."""
    known = _names(columns)
    filled = _filled(_lines_of(data, name, columns, needed))
    if not filled:
        raise _of_file(name, "没有内容", "holds nothing")
    cells = filled[_heads_at(filled, known, needed)][1]
    return {plain(cell): known.get(heading(cell), "") for cell in cells if heading(cell)}


def _lines_of(data: bytes, name: str, columns: Mapping[Column, Sequence[str]], needed: Sequence[Column]) -> "Lines":
    try:
        return _workbook(data) if _is_workbook(data) else _text_table(decoded(data), _names(columns), needed)
    except FileFault as fault:
        raise _of_file(name, *SENTENCES[fault.word]) from fault
    except UserFileFault as fault:
        raise _of_file(name, fault.zh, fault.en) from fault


def read_toml(file: Path) -> dict[str, Any]:
    """Return what a TOML file says. Raises UserFileFault for one that cannot be read or is none."""
    text = read_words(file)
    try:
        return toml_of(text)
    except UserFileFault as fault:
        raise _of_file(file, fault.zh, fault.en) from fault


def toml_of(text: str) -> dict[str, Any]:
    """Return what a text in TOML says. Raises UserFileFault for one that is none; its sentence names the line."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise UserFileFault(f"不是有效的 TOML：{fault}", f"is not valid TOML: {fault}") from fault


def read_words(file: Path) -> str:
    """Return the text of an article or the like. Raises UserFileFault."""
    try:
        return read_text(file)
    except OSError as fault:
        raise _of_file(file, f"无法读取：{fault.strerror}", f"cannot be read: {fault.strerror}") from fault
    except FileFault as fault:
        raise _of_file(file, *SENTENCES[fault.word]) from fault


def _of_file(file: Path | str, zh: str, en: str) -> UserFileFault:
    return UserFileFault(f"{file}：{zh}。", f"{file}: {en}.")


# ---------------------------------------------------------------------- from bytes to lines of cells

Lines = list[tuple[int, list[str]]]
"""Each line's number with its cells."""


def _is_workbook(data: bytes) -> bool:
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return "[Content_Types].xml" in parts.namelist()
    except zipfile.BadZipFile:
        return False


def _workbook(data: bytes) -> Lines:
    """Return the first sheet that holds anything. Raises UserFileFault."""
    broken = UserFileFault(
        "工作簿已损坏，请用表格软件重新保存", "is a broken workbook; open it in a spreadsheet and save it again"
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that do not concern us
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            try:
                for sheet in book.worksheets:
                    sheet.reset_dimensions()
                    lines = [(line, [_cell(one) for one in row]) for line, row in enumerate(sheet.iter_rows(), 1)]
                    if any(cell.strip() for _, cells in lines for cell in cells):
                        return lines
            finally:
                book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, SyntaxError, EOFError, OSError) as fault:
        raise broken from fault
    return []


def _cell(cell: Any) -> str:
    """Return a cell as its spreadsheet shows it; a number of more digits than one keeps looks like what it has become."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        if abs(value) >= 10**_DIGITS_KEPT:
            return f"{float(value):.5E}"
        if float(value).is_integer():
            form = str(cell.number_format)
            return str(int(value)).zfill(len(form) if re.fullmatch("0+", form) else 0)
        return repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _text_table(text: str, known: Mapping[str, Column], needed: Sequence[Column]) -> Lines:
    """Return a CSV's lines by the separator under which its headings say most. Raises UserFileFault."""
    named, skipped = _NAMED_SEPARATOR.match(text), 0
    if named is not None:
        text, skipped = text[named.end() :], 1
    candidates = (named[1],) if named is not None else SEPARATORS
    return _split(text, max(candidates, key=lambda one: _known_headings(text, one, known)), skipped)


def _known_headings(text: str, separator: str, known: Mapping[str, Column]) -> int:
    """Return how many headings that are known this separator gives in one line near the top."""
    head = text.splitlines()[:_HEADING_WITHIN]
    lines = csv.reader(head, delimiter=separator, skipinitialspace=True)
    try:
        return max(
            (len({known[name] for one in cells if (name := heading(one)) in known}) for cells in lines), default=0
        )
    except csv.Error:
        return 0


def _split(text: str, separator: str, skipped: int) -> Lines:
    stream = io.StringIO(text, newline="")
    reader = csv.reader(stream, delimiter=separator, strict=True, skipinitialspace=separator != "\t")
    lines: Lines = []
    begins = 1
    try:
        for cells in reader:
            lines.append((begins + skipped, cells))
            begins = reader.line_num + 1
    except csv.Error as fault:
        line = begins + skipped
        raise UserFileFault(
            f"第 {line} 行起引号不成对或内容过长（{fault}）",
            f"cannot be read from line {line} on: a quotation mark is not closed, or the field is too long ({fault})",
        ) from fault
    return lines


# ---------------------------------------------------------------------- from lines to rows


def heading(text: str) -> str:
    """Return a heading in one spelling: full width, case, blanks, dashes and the star of what is required do not count."""
    plain_text = unicodedata.normalize("NFKC", without_unseen(text)).casefold().strip(" \t\r\n*:'\"")
    return re.sub(r"[\s_\-]+", "_", plain_text)


def _names(columns: Mapping[Column, Sequence[str]]) -> dict[str, Column]:
    return {heading(name): column for column, others in columns.items() for name in (column, *others)}


def _table(file: str, lines: Lines, columns: Mapping[Column, Sequence[str]], needed: Sequence[Column]) -> Table:
    known = _names(columns)
    filled = _filled(lines)
    if not filled:
        raise _of_file(file, "没有内容", "holds nothing")
    at = _heads_at(filled, known, needed)
    heads = [heading(cell) for cell in filled[at][1]]
    _check_heads(file, heads, known, columns, needed)
    named = [known.get(head, "") for head in heads]
    table = Table(tuple(column for column in named if column), blank=len(lines) - len(filled))
    for line, cells in filled[at + 1 :]:
        try:
            table.rows.append(TableRow(line, _row(cells, named)))
        except UserFileFault as fault:
            table.bad.append(RowFault(line, fault.zh, fault.en))
    return table


def _filled(lines: Lines) -> Lines:
    return [(line, cells) for line, cells in lines if any(without_unseen(cell).strip() for cell in cells)]


def _heads_at(filled: Lines, known: Mapping[str, Column], needed: Sequence[Column]) -> int:
    """Return which of the lines that hold anything has the headings."""
    return next((place for place, (_, cells) in enumerate(filled[:_HEADING_WITHIN]) if _has(cells, known, needed)), 0)


def _has(cells: Sequence[str], known: Mapping[str, Column], needed: Sequence[Column]) -> bool:
    return set(needed) <= {known.get(heading(cell), "") for cell in cells}


def _check_heads(
    file: str,
    heads: Sequence[str],
    known: Mapping[str, Column],
    columns: Mapping[Column, Sequence[str]],
    needed: Sequence[Column],
) -> None:
    named = [known[head] for head in heads if head in known]
    zh = [f"缺少列“{one}”" for one in needed if one not in named]
    en = [f"column '{one}' is missing" for one in needed if one not in named]
    zh += [f"无法识别列“{one}”" for one in heads if one and one not in known]
    en += [f"column '{one}' is not known" for one in heads if one and one not in known]
    zh += [f"列“{one}”出现多次" for one in dict.fromkeys(named) if named.count(one) > 1]
    en += [f"column '{one}' stands there twice" for one in dict.fromkeys(named) if named.count(one) > 1]
    if en:
        all_of_them = ", ".join(columns)
        raise UserFileFault(
            f"{file}：{'；'.join(zh)}。可用的列：{all_of_them}。", f"{file}: {'; '.join(en)}. Columns: {all_of_them}."
        )


def _row(cells: Sequence[str], named: Sequence[Column]) -> dict[Column, str]:
    """Return the cells by column. Raises UserFileFault with the reason; it names no value."""
    found: dict[Column, str] = {}
    for place, cell in enumerate(cells):
        value = plain(cell)
        column = named[place] if place < len(named) else ""
        if not column:
            if value:
                raise UserFileFault(
                    f"第 {place + 1} 列没有标题却有内容", f"column {place + 1} has no heading but a value"
                )
            continue
        if strange_in(value) or "\ufffd" in value:
            raise UserFileFault(
                f"“{column}”的字符编码与文件其余部分不同",
                f"'{column}' is in another encoding than the rest of the file",
            )
        if cleaned(value) != value:
            raise UserFileFault(f"“{column}”含有不可用的字符", f"'{column}' holds characters that no text has")
        found[column] = value
    return found


def plain(text: str) -> str:
    """Return a cell without blanks around it and without what only tells a spreadsheet that it is text: '00123, ="00123"."""
    bare = without_unseen(text).strip()
    if marked := _MARKED_AS_TEXT.fullmatch(bare):
        bare = marked[1].replace('""', '"').strip()
    if re.match(r"['‘’`＇][0-9０-９+]", bare):
        bare = bare[1:].strip()
    return bare


# ---------------------------------------------------------------------- numbers and days


def number_text(column: Column, text: str) -> str:
    """Return a number that is a name (of a customer, a card, a telephone), full width made plain.

    Raises UserFileFault for what a spreadsheet has made of one: 6.22848E+18, 13800138006.0, 13,800,138,006.
    """
    number = unicodedata.normalize("NFKC", text).strip()
    if _MANGLED.fullmatch(number):
        raise mangled(column)
    return number


def identity_number(column: Column, text: str) -> str:
    """Return the number of an identity document; one of 18 digits must have the right check digit (GB 11643).

    Raises UserFileFault.
    """
    number = re.sub(r"\s", "", number_text(column, text)).upper()
    if re.fullmatch(r"[0-9]{17}[0-9X]", number) and not is_identity_number(number):
        raise (
            mangled(column)
            if number.endswith("000")
            else UserFileFault(
                f"“{column}”的校验位不符：是否漏写、错写，或在表格软件中打开保存过？",
                f"'{column}' has a wrong check digit: was it typed wrong, or the file opened in a spreadsheet?",
            )
        )
    return number


def rounded(table: Table, column: Column) -> set[int]:
    """Return the lines whose number a spreadsheet has rounded to fifteen digits, where it is no chance that they end with noughts."""
    long = [row for row in table.rows if len(digits := row.cells.get(column, "")) > _DIGITS_KEPT and digits.isdecimal()]
    found = {row.line for row in long if _ROUNDED.fullmatch(row.cells[column])}
    return found if len(found) > _SHARE_ROUNDED * len(long) else set()


def mangled(column: Column) -> UserFileFault:
    """Return the sentence for a number that a spreadsheet has spoilt."""
    return UserFileFault(
        f"“{column}”已不是原来的号码：文件是否在表格软件中打开并保存过？",
        f"'{column}' is no number any more: was the file opened in a spreadsheet?",
    )


_YEAR_FIRST: Final = re.compile(
    r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*[日号]?(?:[t\s]+[0-9:.]+\s*(?:z|[+-][0-9:]+)?)?"
)
_TOGETHER: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_NAMED: Final = re.compile(r"([0-9]{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s,-]+([0-9]{4})")
_SERIAL: Final = re.compile(r"([0-9]{1,5})(?:\.[0-9]+)?")
_FIRST_SERIAL: Final = date(1899, 12, 30)
"""Day 0 of a spreadsheet's count, as it stands from March 1900 on."""
_LEAST_SERIAL: Final = 3000
"""Below it a number of four digits is a year."""
_NUMERALS: Final = {sign: str(digit) for digit, sign in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "元": "1",
}
_CHINESE_DAY: Final = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([元一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]"
)
OLDEST_YEARS: Final = 130


def day_of(text: str) -> date | None:
    """Return the day that people mean by 1980-4-30, 1980/4/30, 1980.4.30, 19800430, 1980年4月30日, 一九八〇年四月三十日,
    1980-04-30 00:00:00, 30-Apr-1980 or a spreadsheet's 29341.

    None for anything else: 3/4/1980 may be March or April, and 80-4-30 may be another century. No text raises.
    """
    plain_text = unicodedata.normalize("NFKC", text).strip().lower()
    parts: tuple[str, str, str] | None = None
    if found := _YEAR_FIRST.fullmatch(plain_text) or _TOGETHER.fullmatch(plain_text):
        parts = found[1], found[2], found[3]
    elif (found := _MONTH_NAMED.fullmatch(plain_text)) and found[2] in _MONTHS:
        parts = found[3], str(_MONTHS.index(found[2]) + 1), found[1]
    elif found := _CHINESE_DAY.fullmatch(plain_text):
        parts = "".join(_NUMERALS[sign] for sign in found[1]), _numeral(found[2]), _numeral(found[3])
    try:
        if parts is not None:
            return date(*map(int, parts))
        if (found := _SERIAL.fullmatch(plain_text)) and int(found[1]) >= _LEAST_SERIAL:
            return _FIRST_SERIAL + timedelta(days=int(found[1]))
    except ValueError:
        return None
    return None


def birthday(column: Column, text: str, today: date) -> date:
    """Return a day of birth. Raises UserFileFault for what is no day, lies ahead, or is longer ago than people live."""
    day = day_of(text)
    if day is None:
        raise UserFileFault(f"“{column}”不是 1980-04-30 这样的日期", f"'{column}' is not a date like 1980-04-30")
    if day > today:
        raise UserFileFault(f"“{column}”晚于今天", f"'{column}' lies in the future")
    if today.year - day.year > OLDEST_YEARS:
        raise UserFileFault(f"“{column}”早于 {OLDEST_YEARS} 年前", f"'{column}' is more than {OLDEST_YEARS} years ago")
    return day


def _numeral(signs: str) -> str:
    """Return 一 to 三十一 in digits."""
    tens, ten, ones = signs.rpartition("十")
    return f"{_NUMERALS.get(tens, '1') if ten else ''}{_NUMERALS.get(ones, '0')}"
