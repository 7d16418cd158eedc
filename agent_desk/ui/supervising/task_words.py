"""What came of a call-back, in words."""

from agent_desk.schemas.supervising.records import TaskResult
from agent_desk.schemas.supervising.words import TASK_RESULTS
from agent_desk.ui.kit import words


def result_word(result: TaskResult | None) -> str:
    """In the language in force; empty for none."""
    return words.say(TASK_RESULTS[result]) if result is not None else ""
