"""A name of a file that stands in a row is trusted nowhere: what leads out of its folder is not served, not read, not deleted."""

import ast
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Text, update

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import HubError
from agent_desk.hub.kit.files import keeping, store
from agent_desk.hub.kit.files.kinds import FileKind
from agent_desk.hub.kit.files.places import PathOutside, inside
from agent_desk.hub.migrations.run import metadata
from agent_desk.models.files import StoredFile
from tests.fixtures.hub import set_clocks
from tests.hub.kit.files.test_store import folder, hub, keep, kind  # noqa: F401

HUB = Path(__file__).parents[4] / "agent_desk" / "hub"
HOSTILE = (
    "../outside.txt",
    "../../outside.txt",
    "2026/../../outside.txt",
    "{outside}",
    "//{outside}",
    "link",
    "linked/outside.txt",
    "..\\outside.txt",
    "C:\\outside.txt",
    "2026\0/outside.txt",
    ".",
    "",
    "..",
)
NAMES_OF_FILES = {("stored_file", "path"), ("stored_file", "plain_path"), ("call_recording", "file")}
"""Columns whose words lead to a file; each is read through `inside` alone."""
ONLY_SHOWN = {("import_run", "file_name"), ("import_run", "file_digest"), ("audit_archive", "file_name")}
ONLY_SHOWN |= {("audit_archive", "file_sha256"), ("health_state", "place"), ("health_change", "place")}
"""Columns that name a file of long ago, or the hub that looked; nothing opens it."""


@pytest.fixture
def outside(folder: Path) -> Path:  # noqa: F811
    """A file beside the store that must stay as it is, and links out of the store."""
    made = folder.parent / "outside.txt"
    made.write_text("not of the store")
    (folder / "link").symlink_to(made)
    (folder / "linked").symlink_to(made.parent, target_is_directory=True)
    return made


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_leads_out_leads_nowhere(folder: Path, outside: Path, name: str) -> None:  # noqa: F811
    with pytest.raises(PathOutside):
        inside(folder, name.format(outside=outside))


def test_a_name_inside_is_its_place(folder: Path) -> None:  # noqa: F811
    assert inside(folder, "2026/11/25/x.adf") == folder / "2026/11/25/x.adf"


@pytest.mark.expects_log
@pytest.mark.parametrize("column", ["path", "plain_path"])
@pytest.mark.parametrize("name", [one for one in HOSTILE if "\0" not in one])
def test_a_planted_name_is_neither_served_nor_deleted_nor_taken_over(
    hub: HubContext,  # noqa: F811
    kind: FileKind,  # noqa: F811
    outside: Path,
    column: str,
    name: str,
) -> None:
    row = keep(hub, kind, b"%PDF-1.7 plain words of a letter", keep_until=hub.now() + timedelta(days=1))
    planted = name.format(outside=outside)
    with hub.database.write() as db:
        values: dict[str, Any] = {"path": None, "plain_path": None, "key_id": None, "wrapped_key": None} | {
            column: planted
        }
        if column == "path":
            values |= {"key_id": row.key_id, "wrapped_key": row.wrapped_key}
        db.execute(update(StoredFile).where(StoredFile.id == row.id).values(**values))
    with hub.database.read() as db:
        found = db.get_one(StoredFile, row.id)
        with pytest.raises(HubError):
            store.open_file(hub.settings, found)
        assert keeping.fault_of(hub.settings, found) in ("gone", "changed", "no_key")
    keeping.take_over(hub)
    set_clocks(hub, lambda: datetime.now(UTC) + timedelta(days=800))
    keeping.remove_expired(hub)
    assert outside.read_text() == "not of the store" and os.path.lexists(outside)


# ---------------------------------------------------------------------- the kind


def test_every_column_that_names_a_file_is_known() -> None:
    found = {
        (table.name, column.name)
        for table in metadata().tables.values()
        for column in table.columns
        if isinstance(column.type, Text)
        and any(word in column.name.split("_") for word in ("path", "file", "folder", "filename", "place"))
    }
    assert found == NAMES_OF_FILES | ONLY_SHOWN, "a new one is read through files.places.inside, and stands here"


def _joined(tree: ast.AST) -> Iterator[int]:
    """Yield the lines on which an attribute called as such a column is put after a folder by hand."""
    columns = {column for _, column in NAMES_OF_FILES | ONLY_SHOWN}
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            right: list[ast.expr] = [node.right]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Path":
            right = list(node.args)
        else:
            continue
        for part in right:
            if isinstance(part, ast.Attribute) and part.attr in columns and getattr(part.value, "id", "") == "row":
                yield node.lineno


def test_no_row_s_name_is_joined_by_hand() -> None:
    found = [
        f"{file.relative_to(HUB)}:{line}"
        for file in sorted(HUB.rglob("*.py"))
        for line in _joined(ast.parse(file.read_text("utf-8")))
    ]
    assert found == []
    assert list(_joined(ast.parse("folder / row.path"))) == [1]
