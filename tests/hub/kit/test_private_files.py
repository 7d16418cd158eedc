"""Whatever a hub writes is for its own user: files 600, folders 700."""

import ast
import io
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent_desk.hub.commands import common
from agent_desk.hub.kit.audit import archive
from agent_desk.hub.kit.files import store
from agent_desk.hub.kit.files.kinds import KINDS
from agent_desk.hub.kit.private_files import create, extend, make_folder
from tests.fixtures.trail import KEY, Trail

HUB = Path(__file__).parents[3] / "agent_desk" / "hub"
MAKERS = ("mkdir", "makedirs", "write_text", "write_bytes", "mkdtemp", "copyfile", "copy2", "NamedTemporaryFile")
MADE_HERE = "kit/private_files.py"
FOR_OTHERS = {
    "calls/voice_plan/apply.py": "the exchange reads its dial plan as another user",
    "kit/private_postgres.py": "PostgreSQL refuses to run as root, and looks after its own files",
    "commands/say.py": "the null device",
    "commands/exchange.py": "a file that is written again keeps its mode, and is closed by hand",
}


def modes(folder: Path) -> dict[str, int]:
    """Return the mode of everything below a folder, and its own."""
    return {str(one.relative_to(folder)): stat.S_IMODE(one.stat().st_mode) for one in [folder, *folder.rglob("*")]}


@pytest.fixture
def loose() -> Iterator[None]:
    """A machine on which files are open to everybody unless somebody says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("loose")
def test_everything_that_a_hub_keeps_is_for_its_own_user(trail: Trail, tmp_path: Path) -> None:
    data = tmp_path / "data"
    for name in ("recordings", "reports"):
        make_folder(data / name)
    settings = replace(
        trail.hub_context.settings,
        recordings=str(data / "recordings"),
        reports=str(data / "reports"),
        audit_anchors=str(data / "anchors"),
    )
    trail.hub_context.settings = settings
    trail.restarted()
    trail.keeper.seal()
    trail.keeper.anchor()
    contents = {"audio/wav": b"RIFF\x24\x00\x00\x00WAVEfmt ", "application/pdf": b"%PDF-1.7 ", "text/plain": b"words"}
    kept = 0
    for kind in KINDS.values():
        content = next((contents[one] for one in kind.types if one in contents), None)
        if kind.place(settings) is None or content is None:
            continue
        with store.written(settings, kind, io.BytesIO(content.ljust(200)), datetime.now(UTC)) as done:
            done.kept = True
            kept += 1
    common.audit_key(data)
    common.file_key(data)
    with trail.hub_context.database.write() as db:
        archive.make(db, KEY, datetime.now(UTC), data / "archive.jsonl")
    found = modes(data)
    assert kept >= 1 and len(found) >= 12, found
    assert {name: oct(mode) for name, mode in found.items() if mode not in (0o600, 0o700)} == {}
    assert all(mode == (0o700 if (data / name).is_dir() else 0o600) for name, mode in found.items())


@pytest.mark.usefixtures("loose")
def test_the_ways_in_which_files_are_made(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b" / "c")
    with create(tmp_path / "a" / "one") as one, extend(tmp_path / "a" / "two") as two:
        one.write(b"1")
        two.write(b"2")
    with pytest.raises(FileExistsError):
        create(tmp_path / "a" / "one")
    assert modes(tmp_path / "a") == {".": 0o700, "b": 0o700, "b/c": 0o700, "one": 0o600, "two": 0o600}


def _makes(tree: ast.AST) -> Iterator[int]:
    """Yield the lines on which a file or a folder is made by hand."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        of_os = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "os"
        makes = name in MAKERS
        makes |= name == "open" and not of_os and any(set(one) & set("wax+") and len(one) <= 3 for one in words)
        makes |= name == "open" and of_os and any("O_CREAT" in ast.dump(one) for one in node.args)
        if makes:
            yield node.lineno


def test_no_file_is_made_but_by_the_one_way() -> None:
    """The kind: an area that writes a file writes it by `private_files`, or says here for whom else it is."""
    found = {
        f"{file.relative_to(HUB)}:{line}"
        for file in sorted(HUB.rglob("*.py"))
        if file.relative_to(HUB).as_posix() not in {MADE_HERE, *FOR_OTHERS}
        for line in _makes(ast.parse(file.read_text("utf-8")))
    }
    assert found == set()
    assert list(_makes(ast.parse("file.open('w'); os.open(f, os.O_CREAT); d.mkdir()"))) == [1, 1, 1]
