"""A table of the person at the seat: its bytes as they cross the wire; the hub reads it."""

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from agent_desk.desk.kit.user_files import FileNotRead
from agent_desk.schemas.kit.file_text import in_pieces
from agent_desk.schemas.kit.table_file import MOST_PIECES, ChosenColumn, TableFileAsk

Ask = TypeVar("Ask", bound=TableFileAsk)


def read(path: Path) -> TableFileAsk:
    """Return a file as it is asked about. Raises FileNotRead."""
    try:
        pieces = in_pieces(base64.b64encode(path.read_bytes()).decode())
    except OSError as fault:
        raise FileNotRead("system", path, fault.strerror or "") from fault
    if len(pieces) > MOST_PIECES:
        raise FileNotRead("too_large", path)
    return TableFileAsk(name=path.name[:200], pieces=pieces)


def with_columns(ask: Ask, chosen: Mapping[str, str]) -> Ask:
    """Return the same file with headings that a person says the columns of."""
    columns = [ChosenColumn(heading=heading, column=column) for heading, column in chosen.items() if column]
    return ask.model_copy(update={"columns": columns})
