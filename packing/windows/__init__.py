"""The desk for Windows: its icon and its version, made from what the program already has; the installer's recipe lies beside this."""

from __future__ import annotations

import hashlib
import struct
import tomllib
import uuid
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
DRAWING = ROOT / "resources" / "icons" / "app.svg"
RECIPE = Path(__file__).with_name("agent-desk.wxs")
"""The installer, in the language of WiX 3, which wixl reads."""
SOURCE = "folder"
"""The folder of the program's files, beside the recipe while the installer is made: wixl knows relative places alone."""
GIVEN = ("HUB", "CA", "TELEPHONE")
"""Properties of the installer: settings of the seat, for everybody on the machine."""
_WIX = "http://schemas.microsoft.com/wix/2006/wi"
_COMPONENTS = uuid.UUID("d3b1b7a6-5f0e-4b6a-9a53-0c1f6f0f9e11")
SIZES = (16, 24, 32, 48, 64, 128, 256)
"""Edges in pixels that Windows asks for: lists, taskbar, desktop at 100 to 250 %."""


def version() -> str:
    """Return the program's version, of which pyproject.toml has the one there is."""
    told: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    return told


def icon() -> bytes:
    """Return the drawing in every size, as one file: a directory of 16 bytes an entry, then PNGs (ICONDIR, since Windows Vista)."""
    # Only whoever packs the desk draws; who reads the version needs no Qt.
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice  # noqa: PLC0415 - see above
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415 - see above
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - see above

    drawing = QSvgRenderer(str(DRAWING))
    pictures: list[bytes] = []
    for edge in SIZES:
        image = QImage(edge, edge, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        octets = QByteArray()
        buffer = QBuffer(octets)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        pictures.append(octets.data())
    head, at = struct.pack("<HHH", 0, 1, len(SIZES)), 6 + 16 * len(SIZES)
    for edge, picture in zip(SIZES, pictures, strict=True):
        # An edge of 256 is written as 0.
        head += struct.pack("<BBBBHHII", edge % 256, edge % 256, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return head + b"".join(pictures)


def version_resource() -> str:
    """Return what "Properties" of the program says, in the form PyInstaller reads (a VSVersionInfo)."""
    numbers = (*(int(part) for part in version().split(".")), 0)
    told = {
        "CompanyName": "Agent Desk",
        "FileDescription": "坐席工作台 Agent Desk",
        "FileVersion": version(),
        "InternalName": "agent-desk",
        "LegalCopyright": "Apache License 2.0",
        "OriginalFilename": "agent-desk.exe",
        "ProductName": "坐席工作台 Agent Desk",
        "ProductVersion": version(),
    }
    # 0x0804: Chinese (China); 1200: UTF-16.
    structs = ", ".join(f"StringStruct({name!r}, {words!r})" for name, words in told.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0,"
        f" date=(0, 0)), kids=[StringFileInfo([StringTable('080404B0', [{structs}])]),"
        f" VarFileInfo([VarStruct('Translation', [0x0804, 1200])])])\n"
    )


def parts(files: list[PurePosixPath]) -> str:
    """Return the list of a folder's files in WiX's language, each a component: its own key, so that a repair brings it back alone.

    A file has the same component in every version, by its place.
    """
    wix = ElementTree.Element("Wix", xmlns=_WIX)
    root = ElementTree.SubElement(ElementTree.SubElement(wix, "Fragment"), "DirectoryRef", Id="INSTALLFOLDER")
    group = ElementTree.SubElement(ElementTree.SubElement(wix, "Fragment"), "ComponentGroup", Id="Parts")
    folders: dict[PurePosixPath, ElementTree.Element] = {PurePosixPath("."): root}

    def folder_of(place: PurePosixPath) -> ElementTree.Element:
        if place not in folders:
            above = folder_of(place.parent)
            folders[place] = ElementTree.SubElement(above, "Directory", Id=_id("d", place), Name=place.name)
        return folders[place]

    for file in sorted(files):
        guid = str(uuid.uuid5(_COMPONENTS, str(file))).upper()
        component = ElementTree.SubElement(
            folder_of(file.parent), "Component", Id=_id("c", file), Guid=guid, Win64="yes"
        )
        ElementTree.SubElement(component, "File", Id=_id("f", file), Source=f"{SOURCE}/{file}", KeyPath="yes")
        ElementTree.SubElement(group, "ComponentRef", Id=_id("c", file))
    ElementTree.indent(wix)
    return ElementTree.tostring(wix, "unicode", xml_declaration=True) + "\n"


def _id(kind: str, place: PurePosixPath) -> str:
    return kind + hashlib.sha256(str(place).encode()).hexdigest()[:32]


def write_icon(folder: Path) -> Path:
    """Write the icon into this folder, for the program and its installer."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "agent-desk.ico"
    file.write_bytes(icon())
    return file


def write_version(folder: Path) -> Path:
    """Write the version's resource into this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "version.txt"
    file.write_text(version_resource(), "utf-8")
    return file
