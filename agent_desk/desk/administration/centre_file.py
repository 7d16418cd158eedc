"""The centre's file at the seat: given out, compared and taken by the hub."""

from agent_desk.desk.kit.api import Api, call
from agent_desk.schemas.administration.centre_file import CentreFileAsk, CentreFileForm, Difference, KeptFile
from agent_desk.schemas.administration.operations import CENTRE_FILE
from agent_desk.schemas.people.offices import Office

_EXPORT = {office: call(ops.export) for office, ops in CENTRE_FILE.items()}
_COMPARE = {office: call(ops.compare) for office, ops in CENTRE_FILE.items()}
_TAKE = {office: call(ops.take) for office, ops in CENTRE_FILE.items()}
_KEPT = {office: call(ops.kept) for office, ops in CENTRE_FILE.items()}
_KEPT_FILE = {office: call(ops.kept_file) for office, ops in CENTRE_FILE.items()}


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
