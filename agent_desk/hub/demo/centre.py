"""The made-up centre itself: its name, people, queues, targets, lists of words and branches."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from sqlalchemy import literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.calls.queries import TRANSFER_NUMBERS
from agent_desk.hub.customers.service import store_words
from agent_desk.hub.demo.content import Content, Entry
from agent_desk.hub.demo.ids import named
from agent_desk.hub.demo.names import NameMaker
from agent_desk.hub.people.service import CENTRE
from agent_desk.models.base import Base
from agent_desk.models.calls import AgentState, Disposition, NotReadyReason, Queue, QueueMember
from agent_desk.models.customers import Branch
from agent_desk.models.floor import ServiceTarget
from agent_desk.models.house import Setting
from agent_desk.models.people import Person, PersonRole, Team
from agent_desk.schemas.customers import CustomerWords

MORE_ROLES = {"administrator": ("knowledge_editor", "auditor")}
"""What the few people of a small centre do beside their first role."""


def establish_centre(db: Session, content: Content, now: datetime) -> None:
    """Everything that stands before the first customer; rows that exist already are left as they are."""
    bank = content.bank
    name = {"name_zh": f"{bank['short_zh']}客户服务中心", "name_en": f"{bank['name_en']} service centre"}
    _add(db, Setting(key=CENTRE, value={**name, "zone": bank["zone"], "hotline": bank["hotline"]}))
    for team in content.people["teams"]:
        _add(db, Team(id=named("team", team["code"]), **_named(team)))
    _queues(db, content.centre["queues"])
    for place, reason in enumerate(content.centre["not_ready_reasons"]):
        _add(db, NotReadyReason(**_named(reason), system=False, position=place))
    _add(db, Setting(key=TRANSFER_NUMBERS, value=_numbers(content)))
    _dispositions(db, content.centre["dispositions"])
    for branch in content.people["branches"]:
        _add(db, Branch(**_named(branch)))
    store_words(db, customer_words(content))
    for one in content.people["staff"]:
        _person(db, one, content, now)


def customer_words(content: Content) -> CustomerWords:
    """The bank's lists for the customer's panels, and its identity check."""
    return CustomerWords.model_validate(
        {
            "levels": content.people["levels"],
            "care_flags": content.people["care_flags"],
            "reveal_reasons": content.centre["reveal_reasons"],
            "verification": content.centre["verification"],
        }
    )


def agent_entries(content: Content, count: int) -> list[Entry]:
    """At least `count` agents: those of the file, then made-up ones who join the teams in turn."""
    found = content.staff("agent")
    teams = [team for team in content.people["teams"] if team["queues"]]
    names, random = NameMaker(content), Random("agents")
    for number in range(len(found), count):
        name = names.person(random, random.randint(1982, 2003), random.choice(("male", "female")))
        found.append(
            {
                "login": f"a{1001 + number}",
                "name_zh": name,
                "name_en": names.latin(name),
                "role": "agent",
                "team": teams[number % len(teams)]["code"],
            }
        )
    return found


def ensure_agents(db: Session, content: Content, count: int, now: datetime) -> list[str]:
    """At least `count` agents in the database; the logins of all of them, in order."""
    entries = agent_entries(content, count)
    for one in entries:
        _person(db, one, content, now)
    return [one["login"] for one in entries]


def set_password(db: Session, logins: Sequence[str], password_hash: str) -> None:
    """Let these people sign in with one password: the demonstration's alone."""
    db.execute(
        update(Person)
        .where(Person.login.in_(logins))
        .values(password_hash=password_hash, failed_sign_ins=0, locked_until=None)
    )


def _add(db: Session, row: Base) -> bool:
    """Insert unless a row with the same key is there."""
    values = {key: value for key, value in vars(row).items() if not key.startswith("_")}
    done = db.execute(insert(type(row)).values(values).on_conflict_do_nothing().returning(literal(1)))
    return done.first() is not None


def _named(entry: Entry) -> dict[str, str]:
    return {"code": entry["code"], "name_zh": entry["name_zh"], "name_en": entry["name_en"]}


def _queues(db: Session, queues: Sequence[Entry]) -> None:
    for place, queue in enumerate(queues):
        queue_id = named("queue", queue["code"])
        _add(
            db,
            Queue(
                id=queue_id,
                **_named(queue),
                acw_mode=queue["acw_mode"],
                acw_limit_ms=queue["acw_limit_s"] * 1000,
                position=place,
            ),
        )
        _add(db, _target(queue, queue_id=queue_id, id=named("target", queue["code"])))
    _add(db, _target(queues[0], queue_id=None, id=named("target", "centre")))


def _numbers(content: Content) -> list[dict[str, str]]:
    """Where a call can be sent beside colleagues and queues."""
    targets = (one for one in content.centre["transfer_targets"] if one["kind"] != "queue")
    return [{**_named(one), "number": one["target"]} for one in targets]


def _target(queue: Entry, **keys: object) -> ServiceTarget:
    return ServiceTarget(
        **keys,
        formula=queue["formula"],
        threshold_ms=queue["T_s"] * 1000,
        short_ms=queue["short_s"] * 1000,
        target=queue["target"],
        answer_rate_target=queue["answer_rate_target"],
    )


def _dispositions(db: Session, dispositions: Sequence[Entry]) -> None:
    for place, one in enumerate(sorted(dispositions, key=lambda one: one["parent"] != "")):
        _add(db, Disposition(**_named(one), parent_code=one["parent"] or None, position=place))


def _person(db: Session, one: Entry, content: Content, now: datetime) -> None:
    person_id = named("person", one["login"])
    is_agent = one["role"] == "agent"
    code = one["login"][1:] if is_agent else None
    made = _add(
        db,
        Person(
            id=person_id,
            login=one["login"],
            name=one["name_zh"],
            name_en=one["name_en"],
            agent_code=code,
            team_id=named("team", one["team"]),
        ),
    )
    if not made:
        return
    for role in (one["role"], *MORE_ROLES.get(one["role"], ())):
        _add(db, PersonRole(person_id=person_id, role_code=role))
    if not is_agent:
        return
    team = next(team for team in content.people["teams"] if team["code"] == one["team"])
    for penalty, queue in enumerate(team["queues"]):
        _add(db, QueueMember(queue_id=named("queue", queue), person_id=person_id, penalty=penalty))
    _add(db, AgentState(person_id=person_id, state="signed_out", since_at=now, acw_mode="mandatory"))


def person_ids(db: Session) -> dict[str, str]:
    """Login to id of everybody, ids as PostgreSQL reads them."""
    return {login: str(id_) for login, id_ in db.execute(select(Person.login, Person.id))}
