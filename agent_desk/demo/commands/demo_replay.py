"""`agent-desk demo --replay FILE`: a queue_log told again, and the account of it."""

import json
import sys
import time
from pathlib import Path
from typing import Final

from agent_desk.demo.stage import replay
from agent_desk.demo.stage.replay import ReplayOutcome
from agent_desk.demo.stage.replay_script import read_replay
from agent_desk.demo.stage.stage import ReplayOf, Stage
from agent_desk.hub.commands.report import as_json_object
from agent_desk.hub.commands.report import as_table as report_table
from agent_desk.hub.commands.say import FAILED, WRONG_USE, fail, pick, tell
from agent_desk.hub.kit.database import Database
from agent_desk.hub.reports.errors import UnknownZone
from agent_desk.hub.reports.service import known_zone

SPEED: Final = 60.0
IMPORTED: Final = "replay_import"
"""The database beside the replay's, into which the same file is imported."""
_SHOWN: Final = 20


def log_of(file: Path, zone: str | None) -> ReplayOf:
    """Return the log to be told; a fault is one sentence and the end."""
    try:
        if zone is not None:
            known_zone(zone)
        return ReplayOf(file=file.absolute(), script=read_replay(file), zone=zone)
    except UnknownZone:
        fail(
            f"没有名为 {zone} 的时区，例如 Asia/Shanghai 或 UTC。",
            f"There is no time zone {zone}; for example UTC.",
            WRONG_USE,
        )
    except OSError as fault:
        fail(
            f"文件 {file} 读不出来：{fault.strerror}。", f"The file {file} cannot be read: {fault.strerror}.", WRONG_USE
        )
    except ValueError:
        fail(f"文件 {file} 里没有通话，不能重放。", f"There is no call in {file}; it cannot be replayed.", WRONG_USE)


def play(stage: Stage, log: ReplayOf) -> ReplayOutcome:
    """Replay on a running stage, import beside it, compare."""
    began = time.monotonic()
    outcome = ReplayOutcome(log.file.name, stage.settings.speed, log.script.calls)
    centre_zone = stage.words.bank["zone"]
    with stage.control() as control:
        try:
            outcome.events, outcome.replayed_s = replay.play(stage.database, control, log.script, _say)
        except TimeoutError as fault:
            fail(f"中心服务不再读取事件：{fault}。", f"The hub reads no more events: {fault}.", FAILED)
    second = Database(stage.server.ensure_database(IMPORTED))
    try:
        outcome.reports, outcome.differences = replay.account(
            stage.database, second, log.file, log.script, log.zone, centre_zone
        )
    finally:
        second.dispose()
    outcome.took_s = round(time.monotonic() - began, 2)
    return outcome


def _say(done: int, total: int) -> None:
    if sys.stderr.isatty():
        words = pick("重放", "Replayed")
        sys.stderr.write(f"\r\x1b[K{words} {done}/{total}" + ("\n" if done == total else ""))
        sys.stderr.flush()


def as_json(outcome: ReplayOutcome) -> str:
    """For programs: the account, and the figures as `agent-desk report service-level --json` gives them."""
    figures: dict[str, object] = {}
    for report in outcome.reports.values():
        figures |= as_json_object(report)
    said = {
        "file": outcome.file,
        "speed": outcome.speed,
        "calls": outcome.calls,
        "events": outcome.events,
        "replayed_s": outcome.replayed_s,
        "took_s": outcome.took_s,
        "equal": outcome.equal,
        "differences": outcome.differences,
        **figures,
    }
    return json.dumps(said, ensure_ascii=False, indent=0)


def as_table(outcome: ReplayOutcome) -> str:
    """For people: the whole and the queues, and whether the import says the same."""
    for line in outcome.differences[:_SHOWN]:
        tell(line)
    verdict = pick(
        f"重放 {outcome.calls} 通来电，用时 {outcome.replayed_s:.1f} 秒（{outcome.speed:g} 倍速）；与导入同一文件的结果"
        + ("一致" if outcome.equal else f"有 {len(outcome.differences)} 处不同"),
        f"{outcome.calls} calls replayed in {outcome.replayed_s:.1f} s (at {outcome.speed:g} times speed); the import of the "
        "same file " + ("gives the same figures" if outcome.equal else f"differs in {len(outcome.differences)} places"),
    )
    return "\n\n".join([verdict, report_table(outcome.reports["all"]), report_table(outcome.reports["queue"])])
