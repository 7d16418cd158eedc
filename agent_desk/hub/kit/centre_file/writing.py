"""Writing the centre's file: the same configuration gives the same bytes, whatever centre it lies in."""

from collections.abc import Collection, Iterable
from datetime import date
from importlib.metadata import version
from typing import Final

from sqlalchemy.orm import Session

from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.centre_file import toml_text
from agent_desk.hub.kit.centre_file.parts import Part, parts
from agent_desk.hub.kit.centre_file.reading import FORMAT, KIND
from agent_desk.schemas.kit.settings import Choice, Shown
from agent_desk.schemas.people.settings import CENTRE

_HEAD: Final = (
    "坐席工作台：中心的全部配置。人员、队列成员、密码、密钥、客户和通话不在其中。",
    "Agent Desk: the whole configuration of a centre. No people, members of queues, passwords, keys, customers or calls are in it.",
    '导入时：文件中没有的部分、条目和名称保持不变；删去不想导入的部分即可。空文本 "" 表示未填。',
    'Taken in: parts, entries and names that it leaves out stay as they are, so take out what is not to be taken. "" is nothing.',
)


def product() -> str:
    """Return the edition of the product."""
    return version("agent-desk")


def written(db: Session, today: date, only: Collection[str] | None = None) -> str:
    """Return the file of a centre. `only`: the names of the parts that are to be in it."""
    names = settings_in_force.read(db, CENTRE)
    head = {
        "kind": KIND,
        "format": FORMAT,
        "product": product(),
        "written_on": today.isoformat(),
        "centre": names.name_zh,
    }
    blocks: list[list[str]] = [toml_text.comment(*_HEAD) + toml_text.table("[file]", head)]
    for part in parts():
        if only is None or part.name in only:
            blocks += _part(db, part)
    return toml_text.joined(blocks)


def _part(db: Session, part: Part) -> Iterable[list[str]]:
    entries = part.read(db)
    if not entries:
        return
    title = toml_text.comment(f"{'=' * 20} {part.title.zh} / {part.title.en}", part.note.zh, part.note.en)
    if not part.keys:
        (entry,) = entries
        said = {name: _said(shown) for name, shown in part.shown.items() if name in entry}
        yield title + toml_text.table(f"[{part.name}]", entry, said)
        return
    yield title + toml_text.comment(*(f"  {name}: {_said(shown)}" for name, shown in part.shown.items()))
    for entry in entries:
        yield toml_text.table(f"[[{part.name}]]", entry)


def _said(shown: Shown) -> str:
    said = f"{shown.label.zh} / {shown.label.en}"
    if isinstance(shown, Choice):
        said += f" ({', '.join(shown.words)})"
    return said
