"""The identity check as administrators keep it: whether there are questions enough, and what another rule would mean."""

from itertools import product
from typing import Any

from sqlalchemy.orm import Session

from agent_desk.hub.customers import rules
from agent_desk.hub.customers.views import VERIFICATION, verification_policy
from agent_desk.hub.kit.lists import DocumentStore, Kept
from agent_desk.hub.kit.unit import Unit
from agent_desk.schemas.customers.lists import IDENTITY_QUESTIONS
from agent_desk.schemas.customers.records import VerificationPolicy, VerificationQuestion
from agent_desk.schemas.customers.settings import IdentityRule

_NAMES = {"question_zh": "name_zh", "question_en": "name_en"}


def _read(stored: Any) -> dict[str, Any]:
    return {_NAMES.get(name, name): value for name, value in stored.items()}


def _write(fields: Any) -> dict[str, Any]:
    back = {shown: name for name, shown in _NAMES.items()}
    return {back.get(name, name): value for name, value in fields.items()}


def fewest(policy: VerificationPolicy) -> int:
    """Return how few questions somebody is asked: over every level and queue that a question names, and all others."""
    levels = {"", *(level for one in policy.questions for level in one.levels)}
    queues = {"", *(queue for one in policy.questions for queue in one.queues)}
    return min(len(policy.asked_of(level, queue).questions) for level, queue in product(levels, queues))


def _enough_are_left(db: Session, entry: Kept) -> dict[str, str]:
    """Refuse what would leave some callers with fewer questions than must be right: nobody of them could be verified."""
    policy = verification_policy(db)
    others = [one for one in policy.questions if one.code != entry.code]
    active = [VerificationQuestion(code=entry.code, **_write(entry.fields))] if entry.active else []
    then = policy.model_copy(update={"questions": others + active})
    if fewest(then) >= min(policy.required, fewest(policy)):
        return {}
    return {"levels" if entry.active else "active": "too_few_questions"}


QUESTIONS = DocumentStore(
    declared=IDENTITY_QUESTIONS,
    key=VERIFICATION,
    under="questions",
    first=lambda: [one.model_dump(mode="json") for one in rules.VERIFICATION.questions],
    read=_read,
    write=_write,
    check=_enough_are_left,
)


def foreseen(unit: Unit, rule: IdentityRule) -> list[tuple[str, str]]:
    """Say whether everybody is asked questions enough for this rule."""
    asked = fewest(verification_policy(unit.db))
    if asked >= rule.required:
        return []
    return [
        (
            f"部分来电人只会被问 {asked} 题，少于须答对的 {rule.required} 题，将无法通过核身",
            f"Some callers are asked {asked} questions, fewer than the {rule.required} that must be right: they cannot be verified",
        )
    ]
