"""How a call's words look: outcomes, and how an agent's part ended."""

from agent_desk.schemas.calls.records import LegResult, Outcome
from agent_desk.schemas.calls.words import LEG_RESULTS, OUTCOMES
from agent_desk.ui.kit import words
from agent_desk.ui.kit.table_model import Mark


def outcome(word: Outcome | None) -> Mark:
    """Return how a call ended: word, colour, symbol. None: it has not."""
    if word is None:
        return Mark(words.say(LEG_RESULTS["open"]), "talking", "phone-call")
    return Mark.of(OUTCOMES[word])


def leg_result(word: LegResult) -> str:
    """Return how one agent's part ended."""
    return words.say(LEG_RESULTS[word])
