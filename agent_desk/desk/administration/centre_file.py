"""The centre's file at the seat: read from this computer, compared and taken by the hub."""

from pathlib import Path

from agent_desk.desk.kit.api import Api, call
from agent_desk.desk.kit.errors import DeskError
from agent_desk.schemas.administration.centre_file import CentreFileAsk, CentreFileForm, Difference, KeptFile
from agent_desk.schemas.administration.operations import CENTRE_FILE
from agent_desk.schemas.kit.file_text import FaultWord, FileFault, read_text
from agent_desk.schemas.people.offices import Office

_EXPORT = {office: call(ops.export) for office, ops in CENTRE_FILE.items()}
_COMPARE = {office: call(ops.compare) for office, ops in CENTRE_FILE.items()}
_TAKE = {office: call(ops.take) for office, ops in CENTRE_FILE.items()}
_KEPT = {office: call(ops.kept) for office, ops in CENTRE_FILE.items()}
_KEPT_FILE = {office: call(ops.kept_file) for office, ops in CENTRE_FILE.items()}


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


def export(api: Api, office: Office) -> bytes:
    """Return the file of what an office keeps."""
    return _EXPORT[office](api)


def compare(api: Api, office: Office, form: CentreFileAsk) -> Difference:
    """Return what a file would change."""
    return _COMPARE[office](api, form)


def take(api: Api, office: Office, form: CentreFileForm) -> Difference:
    """Take a file. Raises HubRefused: "waits_for_second_person", "centre_file_refused"."""
    return _TAKE[office](api, form)


def kept(api: Api, office: Office) -> list[KeptFile]:
    """Return what was kept of before each file that was taken."""
    return _KEPT[office](api)


def kept_text(api: Api, office: Office, file: KeptFile) -> str:
    """Return what held before a file was taken."""
    return _KEPT_FILE[office](api, file.id).decode("utf-8")
