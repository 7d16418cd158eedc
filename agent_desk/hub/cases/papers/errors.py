"""What can be wrong with a file or a letter of a case."""

from agent_desk.hub.kit.errors import HubError


class FileTooLarge(HubError):
    """It is larger than the bank takes."""

    id, status = "case_file_too_large", 422
    sentence = "The file is larger than {most_mb} MB."


class CaseFull(HubError):
    """All files of a case together would be too many bytes."""

    id, status = "case_files_full", 422
    sentence = "The files of this case would be more than {most_mb} MB together."


class LetterNotReady(HubError):
    """It is not approved, or its paper is not made."""

    id, status = "letter_not_ready", 409
    sentence = "The letter is not approved yet, or its paper is not made."


class NobodyToCall(HubError):
    """There is no number that could be called."""

    id, status = "nobody_to_call", 409
    sentence = "No telephone number is known for this case."
