"""Where a name that stands in a row leads: into its own folder, or nowhere. Rows are written by whoever holds the database."""

from pathlib import Path, PurePosixPath, PureWindowsPath

from agent_desk.hub.kit.files.errors import FileGone


class PathOutside(FileGone):
    """The name in a row leads out of its folder: for whoever asks, there is no such file."""


def inside(folder: Path, name: str) -> Path:
    """Return the place of a relative name in a folder. Raises PathOutside: absolute, with `..`, or by a link that leads out.

    Every name of a file that was read from the database goes through here, before it is opened, served or deleted.
    """
    written, windows = PurePosixPath(name), PureWindowsPath(name)
    if not name or "\0" in name or "\\" in name or written.is_absolute() or windows.drive or ".." in written.parts:
        raise PathOutside
    place = folder / written
    base = folder.resolve()
    try:
        real = place.resolve()
    except (OSError, RuntimeError, ValueError) as fault:
        raise PathOutside from fault
    if real == base or not real.is_relative_to(base):
        raise PathOutside
    return place
