"""docs/adding-an-area.md is run as it stands: its blocks go into a copy of the program, and the tests are run there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "adding-an-area.md"
BLOCK = re.compile(r"^```(python|diff) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MOST_LINES = 500
RUN = (
    "tests/ui/workspaces/test_promotions.py",
    "tests/test_house.py",
    "tests/test_words.py",
    "tests/hub/test_migrations.py::test_a_migrated_database_agrees_with_the_models",
    "tests/hub/kit/test_change_kinds.py",
    "tests/hub/test_audit_words.py::test_every_kind_of_record_in_the_trail_has_a_name",
)


def blocks() -> list[tuple[str, str, str]]:
    """(kind, file, text) of every block of the page."""
    found = [(kind, name, text) for kind, name, text in BLOCK.findall(PAGE.read_text(encoding="utf-8"))]
    assert len(found) >= 15, "the blocks of the page were not found"
    return found


def newest_migration() -> str:
    versions = ROOT / "agent_desk" / "hub" / "migrations" / "versions"
    texts = [path.read_text(encoding="utf-8") for path in versions.glob("[0-9]*.py")]
    revisions = {re.search(r"^revision = ['\"](\w+)", one, re.MULTILINE).group(1) for one in texts}  # type: ignore[union-attr]
    below = {found.group(1) for one in texts if (found := re.search(r"^down_revision = ['\"](\w+)", one, re.MULTILINE))}
    (head,) = revisions - below
    return head


def put_in(copy: Path) -> None:
    """Put the page's files and lines into a copy of the program."""
    for kind, name, text in blocks():
        path = copy / name
        if kind == "python":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.replace("{{HEAD}}", newest_migration()), encoding="utf-8")
            continue
        lines = text.splitlines()
        before = "\n".join(line[1:] for line in lines if line.startswith(" ")) + "\n"
        added = "\n".join(line[1:] for line in lines if line.startswith("+")) + "\n"
        there = path.read_text(encoding="utf-8")
        assert there.count(before) == 1, f"{name} has no single place for {added!r}"
        path.write_text(there.replace(before, before + added), encoding="utf-8")


def test_the_register_of_the_page_is_small() -> None:
    lines = sum(len(text.splitlines()) for _, _, text in blocks())
    assert lines < MOST_LINES


def test_the_register_of_the_page_works_and_the_house_takes_it(tmp_path: Path) -> None:
    for folder in ("agent_desk", "tests", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "pictures"))
    for name in ("resources", "benchmarks", "pyproject.toml", "README.md", "CHANGELOG.md", ".ci"):
        (tmp_path / name).symlink_to(ROOT / name)
    put_in(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    for name in list(environment):
        if name.startswith("PYTEST_"):
            del environment[name]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-x", *RUN],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
