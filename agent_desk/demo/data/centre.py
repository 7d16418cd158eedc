"""The made-up centre itself: its name, people, queues, targets, lists of words and branches."""

from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from agent_desk.demo.data.centre_rows import store_centre
from agent_desk.demo.data.content import Content, Entry
from agent_desk.demo.data.ids import named
from agent_desk.demo.data.names import NameMaker
from agent_desk.hub.setup.centre import store_people
from agent_desk.hub.setup.file import CentreFile
from agent_desk.models.people import Person


def seed_centre(db: Session, content: Content, now: datetime) -> None:
    """Everything that stands before the first customer; rows that exist already are left as they are."""
    file = centre_file(content)
    store_centre(db, file, named)
    store_people(db, file, now, named)


def centre_file(content: Content, staff: Sequence[Entry] | None = None) -> CentreFile:
    """Return the demonstration's words as a centre's file (docs/operations.md, "A new centre"), with these people or its own."""
    bank, people = content.bank, content.people
    centre = {
        "name_zh": f"{bank['short_zh']}客户服务中心",
        "name_en": f"{bank['name_en']} service centre",
        "zone": bank["zone"],
        "hotline": bank["hotline"],
    }
    lists = {name: people[name] for name in ("teams", "branches", "levels", "care_flags")}
    entries = people["staff"] if staff is None else staff
    return CentreFile.model_validate(
        {**content.centre, **lists, "centre": centre, "staff": [_staff(one) for one in entries]}
    )


def _staff(one: Entry) -> dict[str, Any]:
    agent_code = one["login"][1:] if one["role"] == "agent" else None
    return {**one, "agent_code": agent_code}


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
    store_people(db, centre_file(content, entries), now, named)
    return [one["login"] for one in entries]


def set_password(db: Session, logins: Sequence[str], password_hash: str) -> None:
    """Let these people sign in with one password: the demonstration's alone."""
    db.execute(update(Person).where(Person.login.in_(logins)).values(password_hash=password_hash, password_once=False))
