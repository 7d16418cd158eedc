"""`agent-desk exchange check | configure | plan`: the telephone exchange."""

import json
import os
import re
import secrets
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.measures.service import announcements
from agent_desk.hub.calls.voice_plan.plan import plan_of
from agent_desk.hub.commands.common import (
    DatabaseOption,
    DataOption,
    JsonOption,
    SettingsOption,
    at_database,
)
from agent_desk.hub.commands.exchange_plan import app as plan_app
from agent_desk.hub.commands.exchange_words import SENTENCES
from agent_desk.hub.commands.say import FAILED, WRONG_USE, fail, pick, put
from agent_desk.hub.exchange.asterisk.address import EXAMPLE, Address
from agent_desk.hub.exchange.asterisk.setup.check import check
from agent_desk.hub.exchange.asterisk.setup.configure import Centre, files
from agent_desk.hub.exchange.asterisk.setup.findings import Finding
from agent_desk.hub.exchange.protocol.plan_rules import sounds_of
from agent_desk.hub.kit.centre import centre_zone
from agent_desk.hub.kit.private_files import make_folder
from agent_desk.models.calls.calls import Queue
from agent_desk.models.people import Person

app = typer.Typer(help="The telephone exchange.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(plan_app, name="plan")

ExchangeOption = Annotated[
    str | None, typer.Option("--exchange", metavar="URL", help=f"{EXAMPLE}; also AGENT_DESK_EXCHANGE.")
]
PHONES_FILE = "agent-desk-pjsip.conf"

MARKS = {"fine": ("正常", "fine   "), "lacking": ("缺少", "LACKING"), "advice": ("建议", "advice ")}


@app.callback()
def exchange() -> None:
    """The telephone exchange."""


def _address(url: str | None) -> Address:
    url = url or os.environ.get("AGENT_DESK_EXCHANGE", "")
    try:
        return Address.from_url(url)
    except ValueError as fault:
        fail(f"请用 --exchange 给出 Asterisk 的地址，例如 {EXAMPLE}（{fault}）", f"Give --exchange. {fault}", WRONG_USE)


# ---------------------------------------------------------------------- check


@app.command("check")
def check_exchange(
    exchange: ExchangeOption = None,
    queue: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="A queue that must be there; repeatable.")
    ] = None,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what an Asterisk lacks for this centre. Changes nothing there; status 1 when something is lacking.

    With --queue, --database or --settings also whether the centre's queues are there; with one of the last two also the sound files
    of its voice plan and of its announcements.
    """
    address = _address(exchange)
    queues, sounds, spoken = list(queue or []), list[str](), list[str]()
    if database or settings:
        with at_database(database, settings) as (_chosen, opening), opening.read() as db:
            queues += _queues(db)
            plan = plan_of(db)[0]
            # A queue with hours of its own is heard as closed by the sentence of whatever number leads to it.
            own_hours = db.scalar(select(Queue.id).where(Queue.active, Queue.hours != []).limit(1)) is not None
            sounds = sorted({*sounds_of(plan), *(one.closed_sound for one in plan.numbers if own_hours)})
            spoken = [one.sound for one in announcements(db)]
    found = check(address, queues, sounds, spoken)
    lacking = [one for one in found if one.state == "lacking"]
    if as_json:
        listed = [
            {"kind": one.kind, "state": one.state, "about": one.about, "sentence": _sentence(one, 1)} for one in found
        ]
        put(json.dumps({"sound": not lacking, "findings": listed}, ensure_ascii=False))
    else:
        for one in found:
            put(f"{pick(*MARKS[one.state])}  {pick(_sentence(one, 0), _sentence(one, 1))}")
        put(
            pick(f"缺少 {len(lacking)} 项。", f"{len(lacking)} lacking.")
            if lacking
            else pick("可以使用。", "Ready to be used.")
        )
    if lacking:
        raise typer.Exit(FAILED)


def _sentence(finding: Finding, language: int) -> str:
    return SENTENCES[finding.kind][language].format(about=finding.about, needs=finding.needs)


# ---------------------------------------------------------------------- configure


@app.command("configure")
def configure(
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the files.")],
    exchange: ExchangeOption = None,
    number: Annotated[
        list[str] | None, typer.Option(metavar="NUMBER=QUEUE", help="One of the bank's numbers; repeatable.")
    ] = None,
    hub: Annotated[
        list[str] | None,
        typer.Option(metavar="NETWORK", help="Where hubs sign in from: 10.1.0.0/255.255.0.0; repeatable."),
    ] = None,
    trunk: Annotated[str, typer.Option(help="The PJSIP endpoint of outside numbers.")] = "trunk",
    ring_seconds: Annotated[int, typer.Option(min=3, max=120, help="How long one telephone rings.")] = 20,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the files that join a bank's Asterisk: queues, manager, agents' telephones, dial plan.

    Queues and agents are the centre's; secrets of telephones that are in the folder already are kept. The files hold
    secrets: they are readable by this user alone.
    """
    address = _address(exchange)
    with at_database(database, settings, data) as (chosen, found), found.read() as db:
        queues, agents, voice = _queues(db), _agents(db), plan_of(db)[0]
        announced = list(db.scalars(select(Queue.code).where(Queue.active, Queue.recording_announced)))
        zone = centre_zone(db, chosen.zone)
    known = _known_secrets(out / PHONES_FILE)
    phones = {code: known.get(code) or secrets.token_urlsafe(15) for code in agents}
    try:
        centre = Centre(
            address=address,
            queues=queues,
            agents=phones,
            numbers=_numbers(number or []),
            trunk=trunk,
            announced=announced,
            permitted=tuple(hub or ()) or ("127.0.0.1/255.255.255.255",),
            ring_s=ring_seconds,
            voice=voice,
            zone=zone,
        )
        written = files(centre)
    except ValueError as fault:
        fail(str(fault), str(fault), WRONG_USE)
    _write(out, written)
    if as_json:
        put(json.dumps({"folder": str(out), "files": sorted(written), "queues": queues, "agents": len(agents)}))
    else:
        put(_written(out, sorted(written), len(queues), len(agents)))


def _written(out: Path, names: list[str], queues: int, agents: int) -> str:
    return pick(
        f"已在 {out} 写入 {'、'.join(names)}：{queues} 个队列，{agents} 部话机。各文件开头注明了引用方法。",
        f"Wrote {', '.join(names)} in {out}: {queues} queues, {agents} telephones. "
        "The head of each file says what includes it.",
    )


def _queues(db: Session) -> list[str]:
    return list(db.scalars(select(Queue.code).where(Queue.active).order_by(Queue.position, Queue.code)))


def _agents(db: Session) -> list[str]:
    agents = select(Person.agent_code).where(Person.agent_code.is_not(None), Person.active).order_by(Person.agent_code)
    return [str(code) for code in db.scalars(agents)]


def _numbers(given: list[str]) -> dict[str, str]:
    pairs = dict(one.partition("=")[::2] for one in given)
    for number, queue in pairs.items():
        if not queue:
            raise ValueError(f"--number is NUMBER=QUEUE, not {number!r}.")
    return pairs


def _known_secrets(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    return dict(re.findall(r"^username=(\S+)\npassword=(\S+)$", file.read_text(encoding="utf-8"), re.MULTILINE))


def _write(out: Path, written: dict[str, str]) -> None:
    try:
        make_folder(out)
        for name, text in written.items():
            with os.fdopen(
                os.open(out / name, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8"
            ) as file:
                file.write(text)
            (out / name).chmod(0o600)
    except OSError as fault:
        fail(f"无法写入 {out}：{fault.strerror}。", f"{out} cannot be written: {fault.strerror}.")
