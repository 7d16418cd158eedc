"""What the person at the seat is told about reports: error id -> (Chinese, English)."""

from __future__ import annotations

REPORTS: dict[str, tuple[str, str]] = {
    "bad_choice": (
        "该统计表不能限定到 {of}，请改选统计范围。",
        "This table cannot be narrowed to {of}. Choose another scope.",
    ),
    "bad_days": (
        "请选择起止日期：止不早于起，最长十年。",
        "Choose a first and a last day, the last not before the first, ten years at most.",
    ),
    "too_many_rows": (
        "将有 {rows} 行，最多 {most} 行。请缩短期间，或改用更长的统计单位。",
        "That would be {rows} rows, {most} at most. Choose a shorter period or longer rows.",
    ),
    "report_name_taken": (
        "已有名为“{name}”的报表，请换一个名称。",
        "There is a saved report named {name} already. Choose another name.",
    ),
    "fixed_days": (
        "定时报表需要随日期变化的期间，例如上周。",
        "A report that is made again and again needs a period that moves, such as last week.",
    ),
    "no_report_folder": (
        "中心服务未设置报表文件夹，请管理员在设置文件中填写 reports。",
        "This hub has no folder for reports: an administrator sets reports in its settings file.",
    ),
    "no_report_file": (
        "该报表没有文件：尚未生成，或已过保留期。",
        "That report has no file: it was not made, or its time is over.",
    ),
    "disk_full": (
        "中心服务的磁盘已满，请管理员清理。",
        "The hub's disk is full. An administrator has to make room.",
    ),
    "folder_unusable": (
        "中心服务的文件夹无法写入，请管理员检查。",
        "The hub's folder for these files cannot be written to. An administrator has to look at it.",
    ),
    "stopped": ("已按要求停止。", "It was stopped."),
    "interrupted": (
        "中心服务中断，未能完成，请重新发起。",
        "The hub was interrupted and did not finish it. Ask for it again.",
    ),
    "unreadable_job": (
        "此任务由其他版本发起，本版本无法执行，请重新发起。",
        "Another release asked for this, and this one cannot do it. Ask for it again.",
    ),
    "taken_by_other": (
        "{name} 已在处理此项，请另选一项，或与 {name} 联系。",
        "{name} has this already. Choose something else, or ask {name}.",
    ),
    "file_key_missing": (
        "中心服务缺少打开文件的密钥 {key}，请管理员在设置文件的 file_key 中补上。",
        "The hub does not have the key {key} of its files: an administrator adds it to file_key in its settings file.",
    ),
    "file_damaged": (
        "文件已损坏，与存入时不一致，需要从备份恢复，请联系管理员。",
        "The file is damaged and has to come from a back-up. Tell an administrator.",
    ),
    "file_gone": (
        "文件已不存在：已过保留期，或已从磁盘移除。",
        "There is no such file any more: its time is over, or it was removed from the disk.",
    ),
    "case_file_too_large": (
        "文件大于 {most_mb} MB，请压缩或分成几个文件。",
        "The file is larger than {most_mb} MB. Make it smaller, or split it.",
    ),
    "nobody_to_call": (
        "该记录没有可呼叫的电话。",
        "No telephone number is known for this case.",
    ),
    "letter_not_ready": (
        "函件尚未复核，或尚未生成 PDF。",
        "The letter is not approved yet, or its paper is not made.",
    ),
    "case_files_full": (
        "该件的附件合计将超过 {most_mb} MB。",
        "The files of this case would be more than {most_mb} MB together.",
    ),
    "wrong_file_type": (
        "不接受此类文件：其内容为 {found}。",
        "This kind of file is not taken: its content is {found}.",
    ),
    "file_not_written.disk_full": (
        "磁盘空间不足，未能保存 {path}。请清理磁盘，或保存到其他位置。",
        "The disk is full: {path} was not saved. Make room, or save it elsewhere.",
    ),
    "file_not_written.no_right": (
        "没有写入权限，未能保存 {path}。请保存到其他文件夹。",
        "You may not write there: {path} was not saved. Choose another folder.",
    ),
    "file_not_written.in_use": (
        "文件正在使用，未能保存 {path}。请关闭打开它的程序，或换一个文件名。",
        "The file is in use: {path} was not saved. Close the program that has it open, or choose another name.",
    ),
    "file_not_written.other": (
        "未能保存 {path}。请检查文件夹是否存在，或保存到其他位置。",
        "{path} was not saved. See whether the folder is there, or save it elsewhere.",
    ),
}
