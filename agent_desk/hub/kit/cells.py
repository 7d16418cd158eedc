"""How figures are written in the cell of a table, on the screen, in a file and on paper alike; and what a file of it is called."""

import re
from typing import Final

from agent_desk.schemas.kit.table import Cell, FormWord

DASH: Final = "–"
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\s]+')


def cell(value: float | None, form: FormWord) -> Cell:
    """Return a figure as it is written: counts whole, shares with one decimal, times in minutes and seconds, scores with one
    decimal. The value is what is written, not more."""
    if value is None:
        return Cell(text=DASH)
    if form == "share":
        value = round(value, 3)
        return Cell(text=f"{value * 100:.1f} %", value=value)
    if form == "time":
        value = round(value)
        return Cell(text=clock(value), value=value)
    if form == "change":
        value = round(value, 1)
        return Cell(text=f"{value:,.1f}", value=value)
    value = round(value, 0 if float(value).is_integer() else 1)
    return Cell(text=f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}", value=value)


def clock(seconds: float) -> str:
    """185 -> "3:05", 3723 -> "1:02:03", of whole seconds."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def safe_file_name(text: str) -> str:
    """Return a name, without an ending, that every file system takes."""
    return _UNSAFE.sub("_", text).strip("._")
