"""`agent-desk import knowledge | classes | score-form | customers`: a centre's own content from files, as often as one likes."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from pydantic import ValidationError
from sqlalchemy.orm import Session

from agent_desk.hub.cases.loading import load_terms
from agent_desk.hub.commands.common import (
    DatabaseOption,
    DataOption,
    JsonOption,
    SettingsOption,
    at_database,
    centre_zone,
)
from agent_desk.hub.commands.long_work import stopped_by_keys
from agent_desk.hub.commands.say import FAILED, WRONG_USE, fail, pick, put, tell
from agent_desk.hub.kit.batches import Counted, Interrupted
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.user_files import UserFileFault, read_toml
from agent_desk.hub.knowledge.loading import KnowledgeFault, load_folder, read_file
from agent_desk.hub.quality.loading import load_form
from agent_desk.hub.setup.customers import Loaded, load_customers
from agent_desk.hub.setup.file import CentreFault, read_centre

_LISTED = 200
FileArgument = Annotated[Path, typer.Argument(metavar="FILE")]


def unit_of(database: Database, db: Session) -> Unit:
    """Return a unit of work of this command, for what goes into the audit trail."""
    return Unit(db=db, now=datetime.now(UTC), jobs=Jobs(database.dsn))


def said(stored: Counted, as_json: bool) -> None:
    """Print what a load did."""
    if as_json:
        put(json.dumps(asdict(stored), ensure_ascii=False))
        return
    put(
        pick(
            f"新增 {stored.added}，更改 {stored.changed}，未变 {stored.unchanged}。",
            f"Added {stored.added}, changed {stored.changed}, unchanged {stored.unchanged}.",
        )
    )


def listed(faults: Sequence[str]) -> None:
    """Print what is wrong in a file, a line each."""
    for fault in faults[:_LISTED]:
        tell(fault)
    if len(faults) > _LISTED:
        more = len(faults) - _LISTED
        tell(pick(f"……另有 {more} 处", f"... and {more} more"))
    tell(pick("未导入任何内容。", "Nothing was loaded."))


def knowledge(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with categories.toml and knowledge/*.md.")],
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load articles. A higher `revision` takes the place of what is stored; loading a folder again changes nothing.

    All of them or none: Ctrl-C on the way loads nothing.
    """
    faults = _faults_of(folder)
    if faults:
        listed(faults)
        raise typer.Exit(FAILED)
    with stopped_by_keys() as stopped, at_database(database, settings, data) as (_chosen, opening):
        try:
            with opening.write() as db:
                done = load_folder(db, folder, lambda *_: stopped())
                stored = Counted(done.added, done.changed, done.unchanged)
                unit_of(opening, db).audit(
                    "knowledge.import", "article", folder.name, added=done.added, changed=done.changed
                )
        except KnowledgeFault as fault:
            listed([str(fault)])
            raise typer.Exit(FAILED) from fault
    said(stored, as_json)


def _faults_of(folder: Path) -> list[str]:
    """Return what is wrong in the files of a folder; all of it."""
    shelves, files = folder / "categories.toml", sorted((folder / "knowledge").glob("*.md"))
    if not files:
        return [
            pick(f"{folder}/knowledge 中没有文章（*.md）。", f"There are no articles (*.md) in {folder}/knowledge.")
        ]
    faults, known = [], set[str]()
    try:
        known = {one["code"] for one in read_toml(shelves)["categories"]}
    except UserFileFault as fault:
        faults.append(pick(fault.zh, fault.en))
    except (KeyError, TypeError) as fault:
        faults.append(f"{shelves}: {fault}")
    for file in files:
        try:
            article = read_file(file)
            if known and article.category not in known:
                faults.append(f"{file.name}: there is no category '{article.category}' in categories.toml.")
        except KnowledgeFault as fault:
            faults.append(str(fault))
    return faults


def classes(
    file: FileArgument,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load complaint classes (axes A, B, C), wishes, sources and urgencies from a centre's file; nothing else of it."""
    with stopped_by_keys() as stopped, at_database(database, settings, data) as (_chosen, opening):
        try:
            read = read_centre(file, classes_alone=True)
        except CentreFault as fault:
            listed(fault.faults)
            raise typer.Exit(FAILED) from fault
        with opening.write() as db:
            stopped()
            done = load_terms(db, read.model_dump(mode="json"))
            unit_of(opening, db).audit("cases.import", "case_term", file.name, added=done.added, changed=done.changed)
    said(Counted(done.added, done.changed, done.kept), as_json)


def score_form(
    file: FileArgument,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load a score form and put it in force; one that says something new becomes the next edition."""
    with stopped_by_keys() as stopped, at_database(database, settings, data) as (_chosen, opening):
        try:
            read = read_toml(file)
            with opening.write() as db:
                stopped()
                form = load_form(db, read)
                unit_of(opening, db).audit(
                    "quality.import_form", "score_form", form.id, code=form.code, edition=form.edition
                )
                told = {"code": form.code, "edition": form.edition, "active": form.active}
        except UserFileFault as fault:
            listed([pick(fault.zh, fault.en)])
            raise typer.Exit(FAILED) from fault
        except (KeyError, ValueError, ValidationError) as fault:
            listed([f"{file}: {type(fault).__name__}: {fault}"])
            raise typer.Exit(FAILED) from fault
    if as_json:
        put(json.dumps(told))
    else:
        put(
            pick(
                f"评分表 {told['code']} 第 {told['edition']} 版。",
                f"Score form {told['code']}, edition {told['edition']}.",
            )
        )


def customers(
    file: FileArgument,
    database: DatabaseOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load customers from a CSV file or a workbook with headings. A row that cannot be used is listed and left out.

    Ctrl-C stops between two batches. Loading a file again changes nothing that is there already.
    """
    if not file.is_file():
        fail(f"没有这个文件：{file}。", f"There is no file {file}.", WRONG_USE)
    with stopped_by_keys() as stopped, at_database(database, settings, data) as (chosen, opening):
        done, today = Loaded(), datetime.now(ZoneInfo(centre_zone(opening, chosen))).date()
        try:
            load_customers(opening, file, lambda db: unit_of(opening, db), today, done, lambda *_: stopped())
        except UserFileFault as fault:
            listed([pick(fault.zh, fault.en)])
            raise typer.Exit(FAILED) from fault
        except Interrupted:
            _left_out(done)
            raise
    if as_json:
        counts = {name: getattr(done.account, name) for name in ("added", "changed", "unchanged")}
        rows, bad = done.account.of + len(done.bad), [[one.line, one.en] for one in done.bad]
        put(json.dumps({**counts, "rows": rows, "blank": done.blank, "bad": bad}, ensure_ascii=False))
        return
    said(Counted(done.account.added, done.account.changed, done.account.unchanged), as_json=False)
    _left_out(done)


def _left_out(done: Loaded) -> None:
    """Print the rows that were left out, a line each."""
    for one in done.bad[:_LISTED]:
        put(pick(f"  第 {one.line} 行未导入：{one.zh}", f"  line {one.line} left out: {one.en}"))
    if len(done.bad) > _LISTED:
        put(pick(f"……另有 {len(done.bad) - _LISTED} 行", f"... and {len(done.bad) - _LISTED} more"))
