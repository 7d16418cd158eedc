"""`agent-desk recordings missing | verify | policy`: files of recordings, and which calls are recorded."""

import json
from typing import Annotated

import typer
from sqlalchemy import select

from agent_desk.hub.calls.recording import policies
from agent_desk.hub.calls.recording.store import RECORDING
from agent_desk.hub.commands.common import (
    DatabaseOption,
    DataOption,
    JsonOption,
    SettingsOption,
    at_database,
)
from agent_desk.hub.commands.say import FAILED, WRONG_USE, fail, pick, put
from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.files import keeping
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Queue
from agent_desk.models.calls.recording import CallRecording
from agent_desk.schemas.calls.recordings import PolicyFields, RecordingMode

app = typer.Typer(help="Recordings of calls.", no_args_is_help=True, rich_markup_mode=None)
MODES: tuple[RecordingMode, ...] = ("none", "all", "percentage", "on_demand")


@app.callback()
def recordings() -> None:
    """Recordings of calls."""


@app.command("missing")
def missing(
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """List recordings whose file did not come, and calls that the exchange would not record. Status 1 when there are any."""
    with at_database(database, settings, data) as (_chosen, found), found.read() as db:
        rows = policies.missing(db)
    if as_json:
        put(json.dumps([row.model_dump(mode="json") for row in rows], ensure_ascii=False))
    else:
        for row in rows:
            put(f"{row.asked_at:%Y-%m-%d %H:%M:%SZ}  {row.state:8}  {row.error:16}  {row.queue.code:12}  {row.call_id}")
        put(pick(f"缺少 {len(rows)} 个录音。", f"{len(rows)} recordings are missing."))
    if rows:
        raise typer.Exit(FAILED)


@app.command("verify")
def verify(
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare every file of the store with the digest that was taken when it came. Status 1 when one differs or is gone."""
    with at_database(database, settings, data) as (chosen, found):
        if not chosen.recordings:
            fail("设置中没有录音目录（recordings）。", "No store is set (setting 'recordings').", WRONG_USE)
        verdict = keeping.verify(found, chosen, kind=RECORDING.name)
        with found.read() as db:
            ids = {one.file_id: one for one in verdict.findings}
            of_file = select(CallRecording.file_id, CallRecording.id).where(CallRecording.file_id.in_(ids))
            wrong = [
                (str(row_id), ids[file_id].fault) for file_id, row_id in db.execute(of_file) if file_id is not None
            ]
    if as_json:
        faults = [{"recording": name, "fault": fault} for name, fault in wrong]
        put(json.dumps({"checked": verdict.checked, "faults": faults, "sound": not wrong}))
    else:
        for name, fault in wrong:
            put(f"{fault:8}  {name}")
        put(
            pick(
                f"已核对 {verdict.checked} 个录音，{len(wrong)} 个有误。",
                f"{verdict.checked} recordings checked, {len(wrong)} wrong.",
            )
        )
    if wrong:
        raise typer.Exit(FAILED)


@app.command("policy")
def policy(
    queue: Annotated[str | None, typer.Argument(metavar="[QUEUE]", help="Code of the queue; none: list all.")] = None,
    mode: Annotated[str | None, typer.Option(metavar="|".join(MODES), help="Which calls are recorded.")] = None,
    percent: Annotated[
        int | None, typer.Option(min=0, max=100, help="Share of the calls, for mode percentage.")
    ] = None,
    announced: Annotated[bool | None, typer.Option(help="Callers are told; with the next dial plan.")] = None,
    pause: Annotated[bool | None, typer.Option(help="Agents may pause while card data is spoken.")] = None,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show, or change, which calls of a queue are recorded. A change is written into the audit trail."""
    if mode is not None and mode not in MODES:
        fail(f"--mode 只能是 {'、'.join(MODES)}。", f"--mode is one of {', '.join(MODES)}.", WRONG_USE)
    with at_database(database, settings, data) as (_chosen, found), found.write() as db:
        rows = [policies.policy_row(one) for one in db.scalars(select(Queue).order_by(Queue.position))]
        if queue is not None:
            rows = [row for row in rows if row.queue.code == queue]
            if not rows:
                fail(f"没有队列 {queue}。", f"There is no queue {queue}.", WRONG_USE)
            given = {"mode": mode, "percent": percent, "announced": announced, "pause": pause}
            wanted = rows[0].model_dump(exclude={"queue"}) | {key: one for key, one in given.items() if one is not None}
            unit = Unit(db=db, now=utc_now(), jobs=Jobs(found.dsn))
            rows = [policies.set_policy(unit, queue, PolicyFields.model_validate(wanted))]
    if as_json:
        put(json.dumps([row.model_dump(mode="json") for row in rows], ensure_ascii=False))
        return
    for row in rows:
        share = f"{row.percent} %" if row.mode == "percentage" else ""
        told, may = "announced" if row.announced else "", "pause" if row.pause else ""
        put(f"{row.queue.code:16}  {row.mode:10}  {share:6}  {told:10}  {may}".rstrip())
