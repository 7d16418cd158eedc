"""What the person at the seat is told about reports: error id -> (Chinese, English)."""

from __future__ import annotations

REPORTS: dict[str, tuple[str, str]] = {
    "bad_choice": (
        "该统计表不能限定到 {of}，请改选统计范围。",
        "A table by {rows} cannot be narrowed to {of}. Choose another scope.",
    ),
    "bad_days": (
        "请选择起止日期：止不早于起，最长十年。",
        "Choose a first and a last day, the last not before the first, ten years at most.",
    ),
    "too_many_rows": (
        "将有 {rows} 行，最多 {most} 行。请缩短期间，或改用更长的统计单位。",
        "That would be {rows} rows, {most} at most. Choose a shorter period or longer rows.",
    ),
}
