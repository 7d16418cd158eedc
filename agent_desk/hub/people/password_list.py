"""One-time passwords of many new people as a workbook: a long job makes them, the file is there for an hour for who asked for it.

Only who has no password of their own yet is meant, so nobody loses one, and a job that is taken up again gives those it had reached
another. Passwords of people who administer are set one by one, by two (`second_person.PASSWORD`).
"""

import secrets
import uuid
from datetime import timedelta
from typing import Final

from pydantic import BaseModel

from agent_desk.hub.kit import long_jobs, scope
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import HubError, NotFound
from agent_desk.hub.kit.files import made as job_files
from agent_desk.hub.kit.files.kinds import register
from agent_desk.hub.kit.files.made import made_by_job
from agent_desk.hub.kit.files.sealed import Opened
from agent_desk.hub.kit.long_jobs import JobKind, Running
from agent_desk.hub.kit.security import hash_password
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.workbook import workbook
from agent_desk.hub.people import grants, rules, second_person, staff
from agent_desk.models.people import Person
from agent_desk.schemas.kit import long_jobs as job_schemas
from agent_desk.schemas.kit.table import Cell, LanguageWord, Table, TableColumn, TableRow
from agent_desk.schemas.people.people_file import PasswordsMade, PasswordsWanted
from agent_desk.schemas.people.people_file_words import TEXTS

KEPT: Final = timedelta(hours=1)
ACTION: Final = "people.password_list"


class NobodyWithoutPassword(HubError):
    """None of the people who were named gets a password this way."""

    id, status = "nobody_without_password", 409
    sentence = "Nobody among them is without a password of their own, or they administer: set those one by one."


class NoFolderForPasswords(HubError):
    """The hub was given no folder for files."""

    id, status = "no_report_folder", 409
    sentence = "This hub has no folder for reports: set `reports` in its settings file."


def ask_for(unit: Unit, form: PasswordsWanted) -> job_schemas.LongJob:
    """Have one-time passwords made. Raises NotFound, BeyondReach, NobodyWithoutPassword, NoFolderForPasswords."""
    scope.reach(unit, rules.KEEPER)
    wanted = []
    for person_id in form.people:
        scope.require_person(unit, rules.KEEPER, person_id, "person")
        grants.require_outranking(unit, person_id)
        person = unit.db.get(Person, person_id)
        if person is None:
            raise NotFound(what="person")
        if person.active and without_own(person) and not second_person.administers(unit, person_id):
            wanted.append(person_id)
    if not wanted:
        raise NobodyWithoutPassword()
    if not unit.hub.settings.reports:
        raise NoFolderForPasswords()
    unit.audit(ACTION, "person", "", rows=len(wanted))
    args = MakePasswords(people=wanted, by=unit.me.login, lang=form.lang)
    job = long_jobs.start(unit, JOB, args, about=str(uuid.uuid4()))
    return long_jobs.one(unit, job.id)


def without_own(person: Person) -> bool:
    """Return whether somebody has not chosen a password of their own yet."""
    return person.password_hash is None or person.password_once


def file(unit: Unit, job_id: uuid.UUID) -> Opened:
    """Open the list that a job of the caller's made; written down. Raises NotFound, FileDamaged."""
    scope.reach(unit, rules.KEEPER)
    return job_files.opened(unit, job_id, FILE)


# ---------------------------------------------------------------------- the job


class MakePasswords(BaseModel):
    """For whom, by whose order."""

    people: list[uuid.UUID]
    by: str
    lang: LanguageWord


def _run(job: Running[MakePasswords]) -> PasswordsMade:
    args, hub = job.args, job.hub_context
    made: list[tuple[str, str, str]] = []
    for place, person_id in enumerate(args.people):
        job.tell(place, len(args.people))
        password = rules.one_time_password(secrets.choice)
        # A hash takes its time: no connection waits for it.
        hashed = hash_password(password)
        with hub.database.write() as db:
            unit = Unit(db=db, now=hub.now(), jobs=hub.jobs)
            person = staff.PEOPLE.lock(unit, person_id)
            if person.active and without_own(person):
                staff.give_once(unit, person, hashed)
                made.append((person.name, person.login, password))
    job_files.keep(job, FILE, workbook(_sheet(made, args.lang), args.lang), KEPT)
    return PasswordsMade(name=f"{TEXTS['passwords_file'].say(args.lang)}.xlsx", people=len(made))


def _sheet(made: list[tuple[str, str, str]], lang: LanguageWord) -> Table:
    words = {code: term.say(lang) for code, term in TEXTS.items()}
    return Table(
        title=words["passwords_file"],
        notes=[words["passwords_note"]],
        columns=[TableColumn(title=words[one]) for one in ("name", "login", "password")],
        rows=[TableRow(cells=[Cell(text=one) for one in row]) for row in made],
    )


JOB: Final = JobKind("people.passwords", MakePasswords, rules.KEEPER, _run, resumes=True)
FILE: Final = made_by_job("password_list", ACTION)


def make_known(_hub_context: HubContext) -> None:
    """Make the job and the kind of file known to a process of the hub."""
    long_jobs.register(JOB)
    register(FILE)
