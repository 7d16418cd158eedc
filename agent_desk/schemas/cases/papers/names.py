"""Names of files as they are kept: no folder, no character with a meaning to a system, an ending by what the content is. Pure."""

import re
from collections.abc import Mapping
from typing import Final

LONGEST: Final = 120
ENDINGS: Final[Mapping[str, str]] = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/tiff": "tif",
    "text/plain": "txt",
    "audio/wav": "wav",
    "audio/mpeg": "mp3",
    "application/msword": "doc",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
"""What may be attached to a case, by its content, with the ending that it is kept and handed out under."""
_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "jpg": ("jpeg",),
    "tif": ("tiff",),
    "txt": ("csv", "log", "md"),
    "doc": ("xls", "ppt", "msg"),
}
"""Other endings of the same content; they stay."""
_NOT_IN_A_NAME: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


def kept_name(given: str, media_type: str) -> str:
    """Return the name that a file of this content is kept under; a name that says something else gets the content's ending."""
    last = re.split(r"[/\\]", given)[-1]
    clean = _NOT_IN_A_NAME.sub("_", last).strip(" .") or "file"
    ending = ENDINGS[media_type]
    stem, dot, said = clean.rpartition(".")
    if dot and said.lower() in (ending, *_ALSO.get(ending, ())):
        return f"{stem[: LONGEST - len(said) - 1]}.{said.lower()}"
    return f"{clean[: LONGEST - len(ending) - 1]}.{ending}"
