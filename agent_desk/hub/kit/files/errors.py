"""What can be wrong with a file of the store."""

from agent_desk.hub.kit.errors import DISK_FULL, HubError


class FileKeyMissing(HubError):
    """The hub's settings do not hold the key of a file."""

    id, status = "file_key_missing", 503
    sentence = "This hub does not have the key {key} of its files. Add it to `file_key` in the settings file."


class FileDamaged(HubError):
    """The bytes on disk are not those that were written, or another key made them."""

    id, status = "file_damaged", 500
    sentence = "The file is damaged: what lies on the disk is not what was stored. It has to come from a back-up."


class FileGone(HubError):
    """There are no bytes of it on disk."""

    id, status = "file_gone", 404
    sentence = "There is no such file any more: its time is over, or it was removed from the disk."


class WrongFileType(HubError):
    """The content is of a type that this kind of file does not take."""

    id, status = "wrong_file_type", 422
    sentence = "This kind of file is not taken: its content is {found}."


class StoreFull(HubError):
    """There is no room for a file."""

    id, status, sentence = "disk_full", 507, "The hub's disk is full. An administrator has to make room."


class StoreUnusable(HubError):
    """The folder cannot be written."""

    id, status = "folder_unusable", 503
    sentence = "The hub's folder for these files cannot be written to. An administrator has to look at it."


def not_written(fault: OSError) -> HubError:
    """Return what a fault of the disk means for a file that was to be written."""
    return StoreFull() if fault.errno in DISK_FULL else StoreUnusable()
