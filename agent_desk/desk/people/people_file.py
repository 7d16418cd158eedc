"""A list of people at the seat: its bytes as they cross the wire; the hub reads it."""

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from agent_desk.desk.kit.api import call
from agent_desk.desk.kit.user_files import FileNotRead
from agent_desk.schemas.kit.file_text import in_pieces
from agent_desk.schemas.people import operations as ops
from agent_desk.schemas.people.people_file import MOST_PIECES, ChosenColumn, ColumnWord, PeopleFileAsk

look = call(ops.look_at_people_file)
take = call(ops.take_people_file)
make_passwords = call(ops.make_passwords)
password_list = call(ops.password_list)


def read(path: Path) -> PeopleFileAsk:
    """Return a file as it is asked about. Raises FileNotRead."""
    try:
        pieces = in_pieces(base64.b64encode(path.read_bytes()).decode())
    except OSError as fault:
        raise FileNotRead("system", path, fault.strerror or "") from fault
    if len(pieces) > MOST_PIECES:
        raise FileNotRead("too_large", path)
    return PeopleFileAsk(name=path.name[:200], pieces=pieces)


def with_columns(ask: PeopleFileAsk, chosen: Mapping[str, str]) -> PeopleFileAsk:
    """Return the same file with headings that a person says the columns of."""
    columns = [
        ChosenColumn(heading=heading, column=cast(ColumnWord, column)) for heading, column in chosen.items() if column
    ]
    return ask.model_copy(update={"columns": columns})
