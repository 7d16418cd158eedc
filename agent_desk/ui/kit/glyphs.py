"""The few glyphs a style sheet needs (arrows, check marks), tinted and kept in memory as a Qt resource.

A style sheet can only name a file. Files in every colour would define the colours twice, and files written at start
would need a folder that a locked-down seat may not have; so the resource tree is built here, in the layout that
`pyside6-rcc` writes (format version 1), and registered with Qt.
"""

import struct

from PySide6.QtCore import qRegisterResourceData

_PATHS = {
    "check": "M4.5 12.5 10 18 19.5 7",
    "dash": "M6 12h12",
    "down": "m6 9 6 6 6-6",
    "up": "m6 15 6-6 6 6",
    "left": "m15 6-6 6 6 6",
    "right": "m9 6 6 6-6 6",
    "close": "M7 7l10 10M17 7 7 17",
}

_registered: dict[str, tuple[bytes, bytes, bytes]] = {}


def _svg(path: str, color: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" '
        f'stroke="{color}" stroke-width="2.25" stroke-linecap="round" stroke-linejoin="round"><path d="{path}"/></svg>'
    ).encode()


def _hash(name: str) -> int:
    # qt_hash() of qhash.cpp: the order in which Qt looks entries up.
    value = 0
    for char in name:
        value = ((value << 4) + ord(char)) & 0xFFFFFFFF
        value ^= (value & 0xF0000000) >> 23
        value &= 0x0FFFFFFF
    return value


def register(theme: str, tints: dict[str, str]) -> str:
    """Make every glyph available in every tint as `<prefix>/<glyph>-<tint>.svg`; returns the prefix (":/kit-light")."""
    folder = f"kit-{theme}"
    if theme in _registered:
        return f":/{folder}"
    files = {
        f"{glyph}-{tint}.svg": _svg(path, color) for glyph, path in _PATHS.items() for tint, color in tints.items()
    }
    names, data, struct_table = bytearray(), bytearray(), bytearray()

    def add_name(name: str) -> int:
        at = len(names)
        names.extend(struct.pack(">HI", len(name), _hash(name)) + name.encode("utf-16-be"))
        return at

    struct_table += struct.pack(">IHII", 0, 2, 1, 1)  # the root: a folder with one child, entry 1
    struct_table += struct.pack(">IHII", add_name(folder), 2, len(files), 2)
    for name in sorted(files, key=_hash):
        struct_table += struct.pack(">IHHHI", add_name(name), 0, 0, 1, len(data))  # any territory, language C
        data.extend(struct.pack(">I", len(files[name])) + files[name])
    blobs = (bytes(struct_table), bytes(names), bytes(data))
    _registered[theme] = blobs  # Qt keeps pointers into them
    qRegisterResourceData(1, *blobs)
    return f":/{folder}"
