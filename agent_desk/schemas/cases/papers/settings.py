"""How much may be attached to a case."""

from typing import Annotated

from agent_desk.schemas.kit.settings import Number, Setting, SettingRecord, Words, declare

_MB = Words("MB", "MB")


class FileLimits(SettingRecord):
    """Bounds of files of cases."""

    file_mb: Annotated[int, Number(label=Words("单个文件最大", "One file at most"), low=1, high=20, unit=_MB)] = 20
    case_mb: Annotated[
        int, Number(label=Words("每件的文件合计最大", "All files of a case at most"), low=1, high=2000, unit=_MB)
    ] = 200


FILE_LIMITS = declare(
    Setting(
        key="papers.limits",
        name="file_limits",
        record=FileLimits,
        title=Words("投诉与台账的附件", "Files of cases"),
        subject=Words("附件大小", "size of files of cases"),
        counts=Words("对此后添加的附件有效。", "Counts for files that are attached from then on."),
        icon="save",
        place=63,
    )
)
