"""A table that somebody sends to be looked at and taken: its bytes, what its headings were taken for, and no more rows than go at once."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Final

from agent_desk.hub.kit.user_files import Table, UserFileFault, headings_of, table_of
from agent_desk.schemas.kit.table_file import MOST_ROWS, HeadFound, TableFileAsk

_LONGEST_HEADING: Final = 200


def read(
    form: TableFileAsk, known: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> tuple[Table, list[HeadFound]]:
    """Return the table and what its headings were taken for. `known`: the columns with what else they are called. Raises UserFileFault."""
    heads = heads_of(form, known, needed)
    columns: dict[str, tuple[str, ...]] = {name: tuple(others) for name, others in known.items()}
    for one in heads:
        column = str(one.column) if one.column in known else f"left out: {one.heading}"
        columns[column] = (*columns.get(column, ()), one.heading)
    table = table_of(bytes_of(form), form.name, columns, needed)
    if (n := len(table.rows) + len(table.bad)) > MOST_ROWS:
        raise UserFileFault(
            f"文件有 {n} 行，一次最多 {MOST_ROWS} 行。请分成几个文件",
            f"The file has {n} rows, {MOST_ROWS} at most are taken at once: split it",
        )
    return table, heads


def heads_of(form: TableFileAsk, known: Mapping[str, Sequence[str]], needed: Sequence[str]) -> list[HeadFound]:
    """Return each heading with its column: as somebody has chosen it, else as it is called; none of a file that cannot be read."""
    chosen = {one.heading: one.column for one in form.columns}
    named = {one.column for one in form.columns if one.column}
    wanted = [one for one in needed if one not in named]
    try:
        found = headings_of(bytes_of(form), form.name, _with(known, chosen), wanted)
    except UserFileFault:
        return []
    return [
        HeadFound(heading=head[:_LONGEST_HEADING], column=chosen.get(head, column)) for head, column in found.items()
    ]


def _with(known: Mapping[str, Sequence[str]], chosen: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the columns with the headings that somebody has chosen for them: by these the line with the headings is found, too."""
    columns = {name: tuple(others) for name, others in known.items()}
    for heading, column in chosen.items():
        if column in columns:
            columns[column] = (*columns[column], heading)
    return columns


def bytes_of(form: TableFileAsk) -> bytes:
    """Return the file's bytes. Raises UserFileFault."""
    try:
        return base64.b64decode("".join(form.pieces), validate=True)
    except binascii.Error as fault:
        raise UserFileFault(
            "文件在传输中损坏，请重新选择", "The file was spoilt on its way: choose it again"
        ) from fault
