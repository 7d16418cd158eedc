"""Work of the hub that takes long, as a seat sees it: how far it is, whether it can be stopped, what came of it."""

import uuid
from datetime import datetime
from typing import Annotated, Any, Final, Literal

from agent_desk.schemas.kit.free_text import FREE, FreeText, OwnText
from agent_desk.schemas.kit.record import WireRecord
from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

JobState = Literal["waiting", "running", "done", "failed", "stopped", "interrupted"]

STATES: Final = Vocabulary(
    "long job states",
    Term("waiting", "等待执行", "waiting", "muted", "clock"),
    Term("running", "进行中", "running", "accent_ink", "play"),
    Term("done", "已完成", "done", "good", "circle-check"),
    Term("failed", "失败", "failed", "bad", "circle-alert"),
    Term("stopped", "已停止", "stopped", "muted", "circle-off"),
    Term("interrupted", "被中断", "interrupted", "warning", "triangle-alert"),
)
KINDS: Final = Vocabulary(
    "long job kinds",
    Term("reports.make", "生成报表", "Make a report"),
    Term("audit.export", "导出审计日志", "Export the audit trail"),
    Term("kinds.migrate", "迁移在办记录", "Bring running cases to another version"),
    Term("cases.learn", "从投诉文本学习分类", "Learn classes from the texts of complaints"),
    Term("people.passwords", "生成一次性密码", "Make one-time passwords"),
    Term("files.verify", "核对存储的文件", "Check the stored files"),
    Term("files.take_over", "加密旧版本的文件", "Encrypt the files of an earlier release"),
)


class LongJob(WireRecord):
    """One piece of long work."""

    id: uuid.UUID
    kind: str
    about: FreeText = ""
    state: JobState
    done: int
    total: int | None
    """None while it is not known how much there is to do."""
    asked_by: OwnText
    """Name of who asked; empty: the hub itself."""
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    stop_asked: bool
    may_stop: bool
    result: Annotated[dict[str, Any], FREE] | None
    fault: str
    """Id of the error by which it failed, as in an answer of the hub."""
    version: int

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in ("waiting", "running")


class FileFault(WireRecord):
    """What is wrong with one stored file."""

    file: uuid.UUID
    kind: str
    owner: uuid.UUID
    fault: str
    """changed, gone, unread or no_key."""


class FilesChecked(WireRecord):
    """What came of checking the stored files, or of encrypting them."""

    checked: int = 0
    faults: list[FileFault] = []
    unknown: int = 0
    """Files that the database does not know."""
