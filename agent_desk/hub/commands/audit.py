"""`agent-desk audit verify | accept | archive | rights`: was the audit trail changed, and who may change it at all?"""

import getpass
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from agent_desk.hub.commands.common import (
    DatabaseOption,
    DataOption,
    JsonOption,
    SettingsOption,
    at_database,
    hub_context_of,
)
from agent_desk.hub.commands.loading import unit_of
from agent_desk.hub.commands.say import ANOTHER_KEY, FAILED, WRONG_USE, fail, pick, put
from agent_desk.hub.kit import audit
from agent_desk.hub.kit.audit import Verdict, archive
from agent_desk.hub.kit.audit.anchors import Anchors
from agent_desk.hub.kit.audit.archive import ArchiveVerdict
from agent_desk.hub.kit.audit.rights import statements
from agent_desk.hub.kit.audit.verify import ENTITY, TRAIL
from agent_desk.hub.kit.audit.watch import TrailKeeper
from agent_desk.schemas.administration.words import FINDINGS

app = typer.Typer(help="The audit trail.", no_args_is_help=True, rich_markup_mode=None)
_SHOWN = 20


@app.callback()
def trail() -> None:
    """The audit trail."""


@app.command("verify")
def verify(
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    archives: Annotated[
        list[Path] | None, typer.Option("--archive", metavar="FILE", help="An archived part to verify as well.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Walk the chain of the audit trail. Status 1 when anything was changed, removed or put in: the first entry in doubt is named,
    and until when the trail is known to be right.

    It only looks: rows that wait to be sealed are counted, and left to the hub.
    """
    with (
        at_database(database, settings, data, any_key=True) as (chosen, opening),
        opening.read() as db,
    ):
        key = chosen.audit_key.encode()
        fits = audit.key_fits(db, key)
        verdict = audit.verify(db, key, anchors=_anchors(chosen.audit_anchors, key))
        parts = [_part(db, key, file) for file in archives or []]
    if as_json:
        put(json.dumps({**_as_json(verdict), "key_fits": fits, "archives": [_part_as_json(one) for one in parts]}))
    elif not fits:
        put(pick(*ANOTHER_KEY))
    else:
        put(_as_text(verdict))
        for one in parts:
            put(_part_as_text(one))
    if not verdict.sound or not fits or not all(one.sound for one in parts):
        raise typer.Exit(FAILED)


@app.command("accept")
def accept(
    reason: Annotated[
        str, typer.Option("--reason", help="Why it is as it is: a restored backup, with its day and who did it.")
    ],
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
) -> None:
    """Say that what `verify` finds now was looked into. It is written into the trail with the reason, and counts no more."""
    with at_database(database, settings, data) as (chosen, opening):
        hub_context = hub_context_of(chosen, opening)
        keeper = TrailKeeper(hub_context)
        with opening.write() as db:
            verdict = audit.verify(db, hub_context.audit_key, anchors=keeper.anchors.all())
            if verdict.sound:
                put(pick("审计记录完整，无需确认。", "Sound: there is nothing to accept."))
                return
            try:
                keeper.accept(unit_of(opening, db), verdict, reason, getpass.getuser())
            except OSError as fault:
                fail(
                    f"锚点文件无法写入：{fault.strerror}。", f"The file of anchors cannot be written: {fault.strerror}."
                )
        put(pick(f"已确认 {len(verdict.open)} 项异常。", f"{len(verdict.open)} findings accepted."))


@app.command("archive")
def make_archive(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="A new file; copy it to where archives are kept.")],
    before: Annotated[datetime, typer.Option("--before", formats=["%Y-%m-%d"], help="Entries before this day (UTC).")],
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
) -> None:
    """Move the old part of the audit trail into a file. It is verified before, and by `verify --archive FILE` ever after.

    Needs the database's owner: the role of a hub cannot remove entries.
    """
    with at_database(database, settings, data) as (chosen, opening):
        key = chosen.audit_key.encode()
        if not archive.may_remove(opening.engine):
            fail(
                "归档需要数据库所有者角色，请用其 --database 地址运行；未作任何更改。",
                "Only the database's owner can archive: give its --database address; nothing was changed.",
            )
        with opening.write() as db:
            verdict = audit.verify(db, key, anchors=_anchors(chosen.audit_anchors, key))
            if not verdict.sound:
                fail(*(("审计记录不完整，不能归档。" + _not_sound(verdict),) * 2))
            try:
                part = archive.make(db, key, before.replace(tzinfo=UTC), to)
            except archive.NothingToArchive:
                fail("没有这么早的记录；未作任何更改。", "No entries are as old as that; nothing was changed.")
            except OSError as fault:
                fail(f"{to} 无法写入：{fault.strerror}。", f"{to} cannot be written: {fault.strerror}.", WRONG_USE)
            gone = archive.remove(db, part.to_seq)
            unit_of(opening, db).audit(
                "audit.archive", ENTITY, TRAIL, from_seq=part.from_seq, to_seq=part.to_seq, file=part.file_name
            )
        put(
            pick(
                f"已将序号 {part.from_seq} 至 {part.to_seq} 共 {gone} 条移入 {to}。",
                f"Entries {part.from_seq} to {part.to_seq} ({gone}) are in {to} now.",
            )
        )


@app.command("rights")
def rights(
    role: Annotated[str, typer.Argument(metavar="ROLE", help="The database role under which hubs run.")],
    apply: Annotated[
        bool, typer.Option("--apply", help="Do it, as the role of --database, which must own the tables.")
    ] = False,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
) -> None:
    """Print what gives a hub's role all it needs and nothing that changes the audit trail: rows there can only be added."""
    try:
        wanted = statements(role)
    except ValueError:
        fail("角色名只能由字母、数字和下划线组成。", "A role's name has letters, digits and underscores.", WRONG_USE)
    if not apply:
        put("\n".join(f"{one};" for one in wanted))
        return
    with at_database(database, settings, data) as (_chosen, opening):
        try:
            with opening.write() as db:
                for one in wanted:
                    db.execute(text(one))
        except ProgrammingError as fault:
            why = str(fault.orig).splitlines()[0]
            fail(f"数据库拒绝：{why}。未作任何更改。", f"The database refuses: {why}. Nothing was changed.")
        put(pick(f"角色 {role} 对审计日志只能追加。", f"Role {role} can only add to the audit trail."))


def _anchors(folder: str, key: bytes) -> list[Any]:
    try:
        return list(Anchors(folder, key).all())
    except OSError as fault:
        fail(f"锚点文件无法读取：{fault.strerror}。", f"The file of anchors cannot be read: {fault.strerror}.")


def _part(db: Any, key: bytes, file: Path) -> ArchiveVerdict:
    try:
        return archive.verify_file(db, key, file)
    except OSError as fault:
        fail(f"{file} 无法读取：{fault.strerror}。", f"{file} cannot be read: {fault.strerror}.", WRONG_USE)
    except (ValueError, KeyError, TypeError):
        fail(f"{file} 不是审计归档文件，或已损坏。", f"{file} is no archive of the audit trail, or damaged.")


def _part_as_json(one: ArchiveVerdict) -> dict[str, object]:
    told: dict[str, object] = {"file": one.name, "from_seq": one.from_seq, "to_seq": one.to_seq, "sound": one.sound}
    return {**told, "signed": one.signed, "known": one.known, "broken": one.broken}


def _part_as_text(one: ArchiveVerdict) -> str:
    span = f"{one.name}: {one.from_seq}–{one.to_seq}"
    if one.sound:
        return pick(f"{span} 完整。", f"{span} sound.")
    named = ", ".join(str(seq) for seq in one.broken[:_SHOWN]) or "–"
    return pick(f"{span} 不完整！异常序号：{named}。", f"{span} NOT sound; changed or removed: {named}.")


def _as_json(verdict: Verdict) -> dict[str, object]:
    first = verdict.first
    return {
        "sound": verdict.sound,
        "entries": verdict.entries,
        "unsealed": verdict.unsealed,
        "broken": verdict.broken,
        "head_matches": verdict.head_matches,
        "anchors": verdict.anchors,
        "archived_to": verdict.archived_to,
        "findings": [
            {"what": one.what, "seq": one.seq, "known_at": one.known_at.isoformat() if one.known_at else None}
            for one in verdict.open
        ],
        "first_in_doubt": first.seq if first else None,
        "right_until": first.known_at.isoformat() if first and first.known_at else None,
    }


def _as_text(verdict: Verdict) -> str:
    return (_sound(verdict) if verdict.sound else _not_sound(verdict)) + _waiting(verdict.unsealed)


def _sound(verdict: Verdict) -> str:
    count, anchors = verdict.entries, verdict.anchors
    said = pick(f"审计记录完整：共 {count} 条，均未被改动。", f"Sound: {count} entries, none changed.")
    if not anchors:
        return said + pick(
            "库外尚无锚点：无法得知末尾是否曾被截去。",
            " Nothing is written down outside the database yet: whether its end was cut off once cannot be known.",
        )
    return said


def _waiting(count: int) -> str:
    if not count:
        return ""
    return pick(
        f"另有 {count} 条等待中心服务封存，未核对。", f" {count} more wait for the hub to seal them; not checked."
    )


def _not_sound(verdict: Verdict) -> str:
    numbers = ", ".join(str(number) for number in verdict.broken[:_SHOWN]) or "–"
    more = len(verdict.broken) - _SHOWN
    if more > 0:
        numbers += pick(f" 等（另有 {more} 条）", f" and {more} more")
    said = pick(
        f"审计记录不完整！共 {verdict.entries} 条；被改动或删除的序号：{numbers}；"
        f"链尾{'相符' if verdict.head_matches else '不符'}。",
        f"NOT sound. {verdict.entries} entries; changed or removed: {numbers}; the end of the chain "
        f"{'matches' if verdict.head_matches else 'does not match'}.",
    )
    first = verdict.first
    if first is not None:
        word = FINDINGS[first.what]
        what = pick(word.zh, word.en)
        until = first.known_at.isoformat(timespec="seconds") if first.known_at else pick("未知", "unknown")
        said += pick(
            f"首个可疑序号：{first.seq}（{what}）；此前已知完整的时间：{until}。",
            f" First entry in doubt: {first.seq} ({what}); known to be right until: {until}.",
        )
    return said
