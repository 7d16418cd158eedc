"""Taking something out of the house as a file: where to is asked, the folder is remembered, and the file is written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QSettings, QStandardPaths
from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.reports.operations import write_file
from agent_desk.ui.kit import files

Made = TypeVar("Made")
_FOLDER: Final = "folder"


def folder(context: DeskContext) -> Path:
    """Return where a file was put last at this seat; at first the person's documents."""
    kept = _kept(context).value(_FOLDER)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(str(kept or documents))


def ask_where(
    owner: QWidget, context: DeskContext, title: str, name: str, ending: str, chosen: Callable[[Path], object]
) -> None:
    """Ask where to write a file that is called `name` (without an ending); `chosen` is told the path, with the ending where the person
    gave none. `ending`: "xlsx", "pdf", "docx", "toml", or that of a file that was attached."""

    def done(path: Path) -> None:
        _kept(context).setValue(_FOLDER, str(path.parent))
        chosen(path if path.suffix else path.with_suffix(f".{ending}"))

    files.ask_where_to_save(owner, title, folder(context) / f"{name}.{ending}", kind(ending), done)


def kind(ending: str) -> str:
    """Return a kind of file as a dialog offers it: "Workbook (*.xlsx)"."""
    names = {
        "xlsx": QCoreApplication.translate("TakingOut", "Workbook (*.xlsx)"),
        "pdf": QCoreApplication.translate("TakingOut", "PDF (*.pdf)"),
        "docx": QCoreApplication.translate("TakingOut", "Document (*.docx)"),
        "toml": QCoreApplication.translate("TakingOut", "Configuration file (*.toml)"),
    }
    return names.get(ending) or QCoreApplication.translate("TakingOut", "File (*.{ending})").format(ending=ending)


def write(
    owner: QWidget,
    context: DeskContext,
    path: Path,
    make: Callable[[], bytes],
    done: Callable[[], object] = lambda: None,
) -> None:
    """Make the content and write it, off the screen thread; say where it is, or what went wrong."""

    def saved() -> None:
        context.notices.good(QCoreApplication.translate("TakingOut", "Saved: {path}").format(path=path))
        done()

    context.background.run(owner, lambda: write_file(path, make()), lambda _none: saved(), context.tell)


def write_paper(
    owner: QWidget, context: DeskContext, path: Path, fetch: Callable[[], Made], paint: Callable[[Made], bytes]
) -> None:
    """Fetch what is to be printed, paint it, and write the file."""

    def print_it(made: Made) -> None:
        # Fonts and painting belong to the screen's thread; writing to the disk does not.
        content = paint(made)
        write(owner, context, path, lambda: content)

    context.background.run(owner, fetch, print_it, context.tell)


def _kept(context: DeskContext) -> QSettings:
    return QSettings(str(context.settings.data_dir / "reports.ini"), QSettings.Format.IniFormat)
