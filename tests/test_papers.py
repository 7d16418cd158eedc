"""What the papers say is so: links lead somewhere, commands and options exist, settings and keys are complete."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import typer.main

from agent_desk.cli import hub_commands
from agent_desk.desk.kit.settings import ENVIRONMENT
from agent_desk.hub.kit.settings import PREFIX, Settings
from agent_desk.ui.kit.shortcuts import Action, registered
from agent_desk.ui.workspaces import WORKSPACES
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from agent_desk.ui.workspaces.agent import AgentWorkspace
from agent_desk.ui.workspaces.complaints import ComplaintsWorkspace
from agent_desk.ui.workspaces.knowledge import KnowledgeWorkspace
from agent_desk.ui.workspaces.reviewer import ReviewerWorkspace
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace
from agent_desk.ui.workspaces.tasks import TasksWorkspace

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAPERS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
SPACES = (
    AgentWorkspace,
    SupervisorWorkspace,
    ComplaintsWorkspace,
    ReviewerWorkspace,
    KnowledgeWorkspace,
    AdministratorWorkspace,
    TasksWorkspace,
)
ACTIONS = registered()
"""Taken while the tests are collected: importing the workspaces has registered every key, and no test has added one."""
AREAS = {
    "call": "agent",
    "case": "agent",
    "customer": "agent",
    "knowledge": "agent",
    "state": "agent",
    "wrapup": "agent",
    "floor": "supervisor",
    "quality": "reviewer",
    "admin": "administrator",
}
"""Whose page an area's keys stand on; those of the desk itself stand on every page."""
OF_THE_DESK = {"desk": "the window", "check": "a seat", "wallboard": "a screen on a wall"}
"""Commands that are not the hub's: they work where no hub is installed (cli.py)."""
HEAVIEST, HEAVIEST_OF_ALL = 150_000, 2_500_000
"""Octets of one picture and of all: the watermark over every screen of customers costs a third."""

_LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]+`|^(?: {4,}|\t)[^\n]+$", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"(?<![\w/.-])agent-desk((?: +[^\s`|]+)*)")
_WORD = re.compile(r"[a-z][a-z-]*")
_OPTION = re.compile(r"--[a-z][a-z-]*")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def anchors(path: Path) -> set[str]:
    """The headings of a paper as links name them: small letters, no signs, hyphens for spaces."""
    titles = re.findall(r"^#+ +(.+)$", text_of(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def commands(path: Path) -> Iterator[list[str]]:
    """The words after `agent-desk` wherever a paper shows it as code."""
    for code in _CODE.findall(text_of(path)):
        for line in code.splitlines():
            yield from (found.split() for found in _COMMAND.findall(line))


def section(path: Path, title: str) -> str:
    """What stands under a heading, up to the next one of its rank."""
    return text_of(path).split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def rows(table: str) -> Iterator[list[str]]:
    for line in table.splitlines():
        if line.startswith("|"):
            yield [cell.strip() for cell in line.strip().strip("|").split("|")]


def settings_told(title: str) -> dict[str, str]:
    """Key and environment variable of each row of a table of settings."""
    told = [(row[0].strip("`"), row[1].strip("`")) for row in rows(section(DOCS / "operations.md", title))]
    return dict(one for one in told if one[1].startswith(PREFIX))


@pytest.mark.parametrize("path", PAPERS, ids=name_of)
def test_links_and_pictures_lead_somewhere(path: Path) -> None:
    lost = []
    for link in _LINK.findall(text_of(path)):
        if link.startswith(("http://", "https://")):
            continue
        file, _, anchor = unquote(link).partition("#")
        there = path.parent / file if file else path
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            lost.append(link)
    assert not lost


def test_every_picture_is_shown_and_light() -> None:
    shown = {path.parent / link for path in PAPERS for link in _LINK.findall(text_of(path)) if link.endswith(".png")}
    pictures = sorted((DOCS / "pictures").iterdir())
    assert [one for one in pictures if one not in shown] == []
    assert [one for one in pictures if one.stat().st_size > HEAVIEST] == []
    assert sum(one.stat().st_size for one in pictures) <= HEAVIEST_OF_ALL


@pytest.mark.parametrize("path", PAPERS, ids=name_of)
def test_commands_and_options_exist(path: Path) -> None:
    whole: Any = typer.main.get_command(hub_commands())
    wrong = []
    for words in commands(path):
        found, rest = whole, words
        if rest and rest[0] in OF_THE_DESK:
            rest = []
        while rest and _WORD.fullmatch(rest[0]) and getattr(found, "commands", None):
            found, rest = found.commands.get(rest[0]), rest[1:]
            if found is None:
                break
        if found is None:
            wrong.append(" ".join(words))
            continue
        known = {option for one in found.params for option in one.opts} | {"--help"}
        wrong += [" ".join(words) for one in rest if _OPTION.fullmatch(one) and one not in known]
    assert not wrong


def test_every_command_stands_in_the_readme() -> None:
    whole: Any = typer.main.get_command(hub_commands())
    leaves = set(OF_THE_DESK)
    for name, command in whole.commands.items():
        below = getattr(command, "commands", None)
        leaves |= {f"{name} {one}" for one in below} if below else {name}
    leaves -= {"desk"}  # `agent-desk` alone
    said = {" ".join(words) for words in commands(ROOT / "README.md")}
    assert [leaf for leaf in sorted(leaves) if not any(f"{one} ".startswith(f"{leaf} ") for one in said)] == []


def test_every_setting_of_the_hub_is_explained() -> None:
    assert settings_told("Settings of the hub") == {one.name: PREFIX + one.name.upper() for one in fields(Settings)}


def test_every_setting_of_the_seat_is_explained() -> None:
    assert settings_told("Settings of the seat") == ENVIRONMENT


def test_every_environment_variable_named_is_read() -> None:
    known = {PREFIX + one.name.upper() for one in fields(Settings)} | set(ENVIRONMENT.values()) | {PREFIX + "CONFIG"}
    for file in ("tests/pbx/rig.py", "tests/pbx/test_softphone.py", "build_installer.spec"):
        known |= set(re.findall(rf"{PREFIX}[A-Z_]+", text_of(ROOT / file)))
    named = {word for path in PAPERS for word in re.findall(rf"{PREFIX}[A-Z_]+", text_of(path))}
    assert named - known == set()


def pages_of(action: Action) -> tuple[str, ...]:
    """The roles on whose page a key must stand."""
    area = action.id.split(".")[0]
    return WORKSPACES if area == "desk" else (action.place or AREAS[area],)


@pytest.mark.parametrize("role", WORKSPACES)
def test_every_key_stands_on_its_role_s_page(role: str) -> None:
    table = section(DOCS / f"{role}.md", "快捷键 · Keys")
    told = {key for row in rows(table) for key in re.split(r" … |、|（| · ", row[0])}
    wanted = {one.keys.replace("Return", "Enter") for one in ACTIONS if role in pages_of(one)}
    assert len(SPACES) == len(WORKSPACES)
    assert sorted(wanted - told) == []


def test_decisions_are_numbered_once_and_listed() -> None:
    files = sorted(one.name for one in (DOCS / "decisions").glob("0*.md"))
    assert [name[:4] for name in files] == [f"{number:04d}" for number in range(1, len(files) + 1)]
    listed = _LINK.findall(text_of(DOCS / "decisions" / "README.md"))
    assert listed == files
    for name in files:
        title = text_of(DOCS / "decisions" / name).splitlines()[0]
        assert title.startswith(f"# {int(name[:4])}. "), name
