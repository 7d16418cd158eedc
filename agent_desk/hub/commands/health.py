"""`agent-desk health` and `agent-desk backup`: how the centre's machinery is, and that its backups can be restored."""

import json
from datetime import UTC, datetime
from typing import Annotated

import typer
from sqlalchemy.exc import ArgumentError, ProgrammingError

from agent_desk.hub.commands.common import (
    DatabaseOption,
    DataOption,
    JsonOption,
    SettingsOption,
    at_database,
    hub_context_of,
)
from agent_desk.hub.commands.loading import unit_of
from agent_desk.hub.commands.say import FAILED, WRONG_USE, chinese, fail, pick, put
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.health import backups
from agent_desk.hub.kit.health.last_seen import rows
from agent_desk.hub.kit.health.round import Rounds
from agent_desk.hub.kit.settings import directories_of
from agent_desk.schemas.kit.health import STATES, UNITS, HealthRow
from agent_desk.schemas.kit.vocabulary import Language

app = typer.Typer(help="Record that a backup was made, and prove that one can be restored.", no_args_is_help=True)
NoteOption = Annotated[str, typer.Option("--note", metavar="TEXT", help="Which backup; kept with the record.")]


def health(
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Look at the whole centre now, and say it with what each hub saw last. Status 1 when anything is bad."""
    with at_database(database, settings, data) as (chosen, opening):
        context = hub_context_of(chosen, opening)
        context.directories = directories_of(chosen)
        Rounds(context, "centre").look(at_once=True)
        with opening.read() as db:
            found = rows(db, context.now())
    if as_json:
        put(json.dumps([one.model_dump(mode="json") for one in found], ensure_ascii=False))
    else:
        for one in found:
            put(_line(one))
    if any(one.state == "bad" for one in found):
        raise typer.Exit(FAILED)


def _line(one: HealthRow) -> str:
    language: Language = "zh" if chinese() else "en"
    name = pick(one.name_zh, one.name_en)
    value = "" if one.value is None else f"{one.value:g} {UNITS[one.unit].say(language)}".strip()
    told = [STATES[one.state].say(language), name, one.subject, one.place, value, pick(one.said_zh, one.said_en)]
    said = " · ".join(part for part in told if part)
    return said if one.state == "ok" else f"{said}\n    {pick(one.todo_zh, one.todo_en)}"


@app.command("made")
def made(
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    at: Annotated[
        datetime | None, typer.Option("--at", help="When, in UTC; now unless said.", formats=["%Y-%m-%dT%H:%M:%S"])
    ] = None,
    note: NoteOption = "",
) -> None:
    """Record that a backup was made: the last line of the job that makes it."""
    moment = datetime.now(UTC) if at is None else at.replace(tzinfo=UTC)
    if moment > datetime.now(UTC):
        fail("备份时间在将来。", "That time lies ahead.", WRONG_USE)
    with at_database(database, settings, data) as (_chosen, opening):
        with opening.write() as db:
            backups.made(unit_of(opening, db), moment, note)
        put(pick("已记录备份。", "The backup is recorded."))


@app.command("prove")
def prove(
    restored: Annotated[
        str, typer.Option("--restored", metavar="URL", help="The database into which the backup was restored.")
    ],
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    note: NoteOption = "",
    as_json: JsonOption = False,
) -> None:
    """Look through a restored backup, changing nothing in it, and record the proof. Status 1 when it is none."""
    with at_database(database, settings, data) as (chosen, opening):
        try:
            other = Database(restored, pool_size=1)
        except ArgumentError:
            fail(
                "--restored 不是数据库地址：postgresql+psycopg://user@host/name。",
                "--restored is no address: postgresql+psycopg://user@host/name.",
                WRONG_USE,
            )
        try:
            with other.read() as db:
                proof = backups.looked_through(db, chosen.audit_key.encode())
        except ProgrammingError:
            fail(
                "那里没有本系统的数据：备份未恢复，或不完整。",
                "There is nothing of this system in it: the backup was not restored, or is not whole.",
            )
        finally:
            other.dispose()
        if proof.holds:
            with opening.write() as db:
                backups.proved(unit_of(opening, db), proof, note)
    newest = proof.newest_at.isoformat(timespec="seconds") if proof.newest_at is not None else None
    if as_json:
        told = {"holds": proof.holds, "newest_at": newest, "entries": proof.verdict.entries, "rows": proof.rows}
        put(json.dumps(told))
    elif proof.holds:
        put(
            pick(
                f"备份有效：审计记录 {proof.verdict.entries} 条完整，数据截至 {newest}。已记录。",
                f"The backup holds: {proof.verdict.entries} entries of the audit trail are whole, its data reach to {newest}. Recorded.",
            )
        )
    if not proof.holds:
        if not as_json:
            put(
                pick(
                    "备份无效：审计记录为空、缺失或被改动。未记录。",
                    "The backup does NOT hold: its audit trail is empty, cut or changed. Not recorded.",
                )
            )
        raise typer.Exit(FAILED)
