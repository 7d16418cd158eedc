"""What the desk is packed with: parts that stay and go, the program's icon and version for Windows, and its installer.

Nothing of Windows is run here. What the recipe says is read back from the installer that it makes (wixl, msiinfo).
"""

import re
import shutil
import struct
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QImageReader
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.settings import ENVIRONMENT
from agent_desk.ui import seat_parts
from packing import parts, windows

ROOT = Path(__file__).resolve().parent.parent
UPGRADE_CODE = "{7B0C4F0E-6A57-4C53-9E58-3F1D4C1A9B72}"
"""By which Windows knows every version of the desk; another one would stand beside the old."""


def test_a_library_goes_with_the_last_part_that_is_linked_to_it() -> None:
    links = {
        "engine": ["libengine"],
        "libengine": ["libscript", "libshared"],
        "plugins/film": ["libfilm"],
        "widgets": ["libwidgets"],
        "libwidgets": ["libshared", "libsystem"],
        "libsystem": ["libbelow"],
    }
    libraries = ("libengine", "libscript", "libshared", "libfilm", "libwidgets", "libsystem", "libbelow", "libbyname")
    every = [
        *((name, name, "EXTENSION") for name in ("engine", "widgets")),
        ("Qt/plugins/film", "plugins/film", "BINARY"),
        *((f"lib/{name}", name, "BINARY") for name in libraries),
    ]
    gone = {"engine", "Qt/plugins/film", "lib/libsystem"}
    left = parts.without(every, lambda entry: entry[0] in gone, lambda source: links.get(source, ()))
    assert {place for place, _, _ in left} == {"widgets", "lib/libwidgets", "lib/libshared", "lib/libbyname"}


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", True),
        ("PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so", False),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/translations/qtwebengine_locales/zh-CN.pak", True),
        ("PySide6/Qt/translations/qtwebengine_locales/de.pak", False),
        ("PySide6/Qt/resources/v8_context_snapshot.debug.bin", False),
        ("resources/translations/agent_desk_zh_CN.qm", True),
        ("libxcb-cursor.so.0", False),
    ],
)
def test_what_no_seat_loads_stays_behind(place: str, wanted: bool) -> None:
    assert parts.is_wanted(place) == wanted


def test_every_file_the_recipe_names_is_there() -> None:
    spec = (ROOT / "build_installer.spec").read_text("utf-8")
    named = re.findall(r'"((?:resources|agent_desk)/[\w./]+)"', spec)
    assert len(named) > 6
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert windows.RECIPE.is_file() and windows.DRAWING.is_file()


def test_this_installation_has_every_part_of_a_seat(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    assert seat_parts.lacking() == []


def test_a_part_that_is_missing_is_named(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(seat_parts.PLUGINS, sys.platform, ("tls/libnone.so",))
    monkeypatch.setattr(seat_parts, "PICTURES", frozenset({"png", "xyz"}))
    monkeypatch.setattr(seat_parts, "modules", lambda: iter(("agent_desk.ui", "agent_desk.ui.none")))
    plugin, picture, module = sorted(seat_parts.lacking(), key=lambda words: "tls pict agen".index(words[:3]))
    assert plugin.startswith("tls/libnone.so: ")
    assert (picture, module) == ("pictures: xyz", "agent_desk.ui.none: No module named 'agent_desk.ui.none'")


def test_the_icon_has_every_size_and_opens(tmp_path: Path) -> None:
    file = windows.write_icon(tmp_path)
    reader = QImageReader(str(file))
    edges = []
    for at in range(reader.imageCount()):
        reader.jumpToImage(at)
        edges.append(reader.size().width())
    assert tuple(edges) == windows.SIZES
    kind, count = struct.unpack_from("<HH", file.read_bytes(), 2)
    assert (kind, count) == (1, len(windows.SIZES))


def test_the_version_is_the_programs() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    resource = windows.version_resource()
    numbers = ", ".join(told.split("."))
    assert windows.version() == told and re.fullmatch(r"\d+\.\d+\.\d+", told)
    assert f"filevers=({numbers}, 0)" in resource and f"StringStruct('ProductVersion', '{told}')" in resource
    compile(resource, "version", "eval")


def table(installer: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a table of an installer."""
    told = subprocess.run(["msiinfo", "export", str(installer), name], capture_output=True, text=True, check=True)
    lines = told.stdout.replace("\r", "").split("\n")
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[3:] if line]


def tables(installer: Path) -> set[str]:
    """Return the names of the tables that have rows."""
    told = subprocess.run(["msiinfo", "tables", str(installer)], capture_output=True, text=True, check=True)
    return {name for name in told.stdout.split() if not name.startswith("_") and table(installer, name)}


@pytest.mark.skipif(shutil.which("wixl") is None, reason="no wixl here; .ci/system-packages installs it")
def test_the_installer_is_for_the_machine_replaces_the_last_one_and_leaves_drafts_alone(tmp_path: Path) -> None:
    folder, installer = tmp_path / "agent desk", tmp_path / "agent-desk.msi"
    held = {
        "agent-desk.exe",
        "_internal/base_library.zip",
        "_internal/PySide6/QtCore.pyd",
        "_internal/resources/icons/app.svg",
    }
    for name in held:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, "utf-8")
    subprocess.run([sys.executable, str(ROOT / ".ci" / "windows_installer"), str(folder), str(installer)], check=True)

    properties = {row["Property"]: row["Value"] for row in table(installer, "Property")}
    assert properties["ALLUSERS"] == "1" and properties["ProductVersion"] == windows.version()
    assert properties["UpgradeCode"].upper() == UPGRADE_CODE
    older, newer = sorted(table(installer, "Upgrade"), key=lambda row: row["VersionMax"] == "")
    assert older["UpgradeCode"].upper() == newer["UpgradeCode"].upper() == UPGRADE_CODE
    assert (older["VersionMax"], newer["VersionMin"]) == (windows.version(), windows.version())
    assert {row["FileName"].rpartition("|")[2] for row in table(installer, "File")} == {
        Path(name).name for name in held
    }
    assert all(value for value in properties.values()), "nothing was lost"
    assert set(windows.GIVEN) <= set(properties["SecureCustomProperties"].split(";"))
    assert [row["Name"] for row in table(installer, "Shortcut")] == ["Agent Desk"]
    assert [row["Target"] for row in table(installer, "Shortcut")] == ["[INSTALLFOLDER]agent-desk.exe"]

    machine = {row["Name"]: row["Value"] for row in table(installer, "Registry") if "Session Manager" in row["Key"]}
    assert set(machine) <= set(ENVIRONMENT.values())
    assert machine == {"AGENT_DESK_HUB": "[HUB]", "AGENT_DESK_CA": "[CA]", "AGENT_DESK_TELEPHONE": "[TELEPHONE]"}
    order = {row["Action"]: int(row["Sequence"]) for row in table(installer, "InstallExecuteSequence")}
    kept = [order[name] for name in ("AppSearch", "KeepHub", "KeepCa", "KeepTelephone", "LaunchConditions")]
    assert kept == sorted(kept), "what the last version was given is read before anything is decided"
    assert order["InstallInitialize"] < order["RemoveExistingProducts"] < order["InstallFiles"], (
        "a failed upgrade is undone"
    )
    assert [row["Condition"] for row in table(installer, "LaunchCondition")] == ["NOT WIX_DOWNGRADE_DETECTED"]
    assert "RemoveFile" not in tables(installer), "drafts and unsent writes lie in each person's own folder and stay"
    places = {row["Directory"] for row in table(installer, "Directory")}
    assert "ProgramFiles64Folder" in places and not places & {"AppDataFolder", "LocalAppDataFolder", "PersonalFolder"}
