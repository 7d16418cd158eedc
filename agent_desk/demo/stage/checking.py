"""The robots' book against the database, and the exchange's count against the calls: nothing lost, nothing doubled."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agent_desk.demo.exchange.control import Totals
from agent_desk.hub.calls.service import counted
from agent_desk.models.calls.calls import Call, Verification, WrapUp
from agent_desk.models.cases import Complaint
from agent_desk.models.kit import IdempotentAnswer
from agent_desk.models.knowledge import ArticleUse
from agent_desk.models.people import Person


@dataclass(slots=True)
class Verdict:
    """What differs. Each entry names what is missing, or what there is too much of."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    def compare(self, what: str, told: Counter[Any], found: Counter[Any]) -> None:
        """Everything that was told must be found, as often as it was told."""
        for key, times in told.items():
            self.lost += [f"{what} {key}"] * max(0, times - found[key])
        for key, times in found.items():
            self.doubled += [f"{what} {key}"] * max(0, times - told[key])

    def compare_number(self, what: str, told: int, found: int) -> None:
        """As many as were told."""
        self.lost += [what] * max(0, told - found)
        self.doubled += [what] * max(0, found - told)


def compare(db: Session, writes: list[dict[str, Any]], since: datetime, totals: Totals, run: str) -> Verdict:
    """Return every write of the ledger with its row, and the calls of one run of the exchange with its own count.

    A write that was never answered (`failed`) may or may not have arrived: it is an error of its own and counts for neither.
    """
    verdict = Verdict()
    logins = {write["login"] for write in writes}
    people = {
        row[0]: str(row[1]) for row in db.execute(select(Person.login, Person.id).where(Person.login.in_(logins)))
    }
    done = [write for write in writes if write["status"] == "done"]
    unsure = {write["key"] for write in writes if write["status"] == "failed"}
    ids = list(people.values())
    _answers(db, verdict, done, unsure, ids, since)
    _wrap_ups(db, verdict, done, people, since)
    _complaints(db, verdict, done, ids, since)
    checks = Counter(_path(write, "/verification") for write in done if write["path"].endswith("/verification"))
    rows = select(Verification.call_id).where(Verification.person_id.in_(ids), Verification.at >= since)
    verdict.compare("identity check of call", checks, Counter(map(str, db.scalars(rows))))
    uses = Counter(write["login"] for write in done if write["path"].endswith("/use"))
    used = select(Person.login).join(ArticleUse, ArticleUse.person_id == Person.id).where(ArticleUse.at >= since)
    verdict.compare("use of an article by", uses, Counter(db.scalars(used.where(Person.login.in_(logins)))))
    _calls(db, verdict, totals, run)
    return verdict


def _path(write: dict[str, Any], end: str) -> str:
    """The id in `/calls/<id>/wrap-up`."""
    return str(write["path"].removesuffix(end).rpartition("/")[2])


def _answers(
    db: Session, verdict: Verdict, done: list[dict[str, Any]], unsure: set[str], ids: list[str], since: datetime
) -> None:
    """Each key was answered once; no key is there that no robot knows of."""
    found = db.scalars(
        select(IdempotentAnswer.key).where(
            IdempotentAnswer.person_id.in_(ids),
            IdempotentAnswer.created_at >= since,
            IdempotentAnswer.status.is_not(None),
        )
    )
    told = Counter(write["key"] for write in done)
    verdict.compare("write", told, Counter(key for key in found if key not in unsure))


def _wrap_ups(
    db: Session, verdict: Verdict, done: list[dict[str, Any]], people: dict[str, str], since: datetime
) -> None:
    """One wrap-up per call and agent, with the notes that were typed last."""
    told = {
        (_path(write, "/wrap-up"), people[write["login"]]): write["said"]
        for write in done
        if write["path"].endswith("/wrap-up")
    }
    rows = db.execute(
        select(WrapUp.call_id, WrapUp.person_id, WrapUp.notes).where(
            WrapUp.person_id.in_(people.values()), WrapUp.saved_at >= since
        )
    )
    found = Counter((str(call), str(person), notes) for call, person, notes in rows)
    verdict.compare("wrap-up", Counter((*key, notes) for key, notes in told.items()), found)


def _complaints(db: Session, verdict: Verdict, done: list[dict[str, Any]], ids: list[str], since: datetime) -> None:
    told = Counter(write["id"] for write in done if write["path"] == "/cases/complaints")
    rows = db.scalars(select(Complaint.id).where(Complaint.opened_by.in_(ids), Complaint.created_at >= since))
    verdict.compare("complaint", told, Counter(map(str, rows)))


def _calls(db: Session, verdict: Verdict, totals: Totals, run: str) -> None:
    of_run = Call.exchange_key.startswith(f"{run}.", autoescape=True)
    offered, answered, abandoned = db.execute(
        select(
            func.count(),
            func.count().filter(counted.answered()),
            func.count().filter(counted.abandoned()),
        ).where(Call.exchange == "simulated", of_run, counted.asked_for_a_person())
    ).one()
    verdict.compare_number("offered call", totals.offered, offered)
    verdict.compare_number("answered call", totals.answered, answered)
    verdict.compare_number("abandoned call", totals.abandoned, abandoned)
