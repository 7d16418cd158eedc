"""What the seat can do with files and letters of cases: one request each; they block and run off the screen thread."""

import uuid
from base64 import b64encode
from pathlib import Path
from typing import Any

from agent_desk.desk.kit.api import Api, call
from agent_desk.desk.kit.user_files import FileNotRead
from agent_desk.schemas.cases.papers import operations as ops
from agent_desk.schemas.cases.papers.records import (
    MOST_BYTES,
    CaseFileRow,
    CaseLetter,
    LetterPaper,
    NewCaseFile,
    OwnerWord,
)

files = call(ops.files)
content = call(ops.content)
remove = call(ops.remove)
letters = call(ops.letters)
recordings = call(ops.recordings)
sound = call(ops.sound)
call_from_case = call(ops.call_from_case)
preview_letter = call(ops.preview_letter)
make_letter = call(ops.make_letter)
letter_sent = call(ops.letter_sent)
templates = call(ops.templates)
draft_template = call(ops.draft_template)
publish_template = call(ops.publish_template)
discard_template = call(ops.discard_template)


def put_paper(api: Api, letter_id: uuid.UUID, pdf: bytes) -> CaseLetter:
    """Hand in the paper of a letter. Raises as `Api`."""
    return api.ask(ops.put_paper.request(letter_id, LetterPaper.model_validate({"content": b64encode(pdf)})))


def attach(api: Api, owner: OwnerWord, owner_id: uuid.UUID, path: Path, note: str) -> CaseFileRow:
    """Send a file of this computer to a case. Raises FileNotRead (it cannot be read, is empty or too large), and as `Api`."""
    try:
        size = path.stat().st_size
        if not 0 < size <= MOST_BYTES:
            raise FileNotRead("no_bytes" if not size else "too_many_bytes", path)
        octets = path.read_bytes()
    except OSError as fault:
        raise FileNotRead("system", path, fault.strerror or "") from fault
    given: dict[str, Any] = {
        "owner": owner,
        "owner_id": owner_id,
        "name": path.name[-255:],
        "note": note,
        "content": b64encode(octets),
    }
    return api.ask(ops.attach.request(NewCaseFile.model_validate(given)))
