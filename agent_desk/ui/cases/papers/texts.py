"""Words of files and letters of cases, in the language in force."""

from agent_desk.schemas.cases.papers.words import PLACES, TEXTS
from agent_desk.ui.kit import words
from agent_desk.ui.kit.pages.faults import fault as common_fault


def text(code: str) -> str:
    """Return a word of files and letters."""
    return words.say(TEXTS[code])


def place(code: str) -> str:
    """Return what a place of a letter is called; a field of a register by its code."""
    return words.say(PLACES[code]) if code in PLACES else code


def fault(code: str) -> str:
    """Return the sentence for a field's fault."""
    return text(code) if code in TEXTS else common_fault(code)
