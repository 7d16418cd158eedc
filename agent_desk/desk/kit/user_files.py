"""Files of the person at the seat: read as text whatever their encoding, or why one cannot be."""

from pathlib import Path

from agent_desk.desk.kit.errors import DeskError
from agent_desk.schemas.kit.file_text import FaultWord, FileFault, read_text


class FileNotRead(DeskError):
    """A file on this computer cannot be read as a text. `word`: what it is instead, or "system"."""

    def __init__(self, word: FaultWord | str, path: Path, detail: str = "") -> None:
        self.error_id = f"file_not_read.{word}"
        super().__init__({"path": path.name}, detail=detail)


def text_of(path: Path) -> str:
    """Return the text of a file whatever its encoding. Raises FileNotRead."""
    try:
        return read_text(path)
    except FileFault as fault:
        raise FileNotRead(fault.word, path) from fault
    except OSError as fault:
        raise FileNotRead("system", path, fault.strerror or "") from fault
