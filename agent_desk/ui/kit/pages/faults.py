"""What is wrong with a field, in words: the hub's codes that more than one page meets."""

from agent_desk.schemas.kit.fault_words import FAULTS
from agent_desk.schemas.kit.vocabulary import WRONG
from agent_desk.ui.kit import words


def fault(code: str) -> str:
    """Return a sentence for what is wrong with a field."""
    return words.say(FAULTS.get(code, WRONG))
