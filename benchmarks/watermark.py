"""What the watermark costs: painting a full window with it and without, in one run, and how much a scrolled list costs more.

    python -m benchmarks.watermark

Prints JSON, and ends with status 1 where a promise is broken. The window is a table of 200 rows beside a form, 1440 x 900, as a
seat shows it; no hub and no screen are needed.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.watermark import Watermark

ROUNDS = 30
MOST = 1.25
"""The promise: painting with the watermark takes at most so many times as long as without."""
LINES = ("林静 a1001", "SEAT-12 2026-11-30 17:38")


def window() -> tuple[QWidget, QTableWidget]:
    """Make what is painted."""
    made, table, form = QWidget(), QTableWidget(200, 6), QWidget()
    for row in range(200):
        for column in range(6):
            table.setItem(row, column, QTableWidgetItem(f"C{row:06d} 王* 138****{column:04d}"))
    rows, columns = QHBoxLayout(made), QVBoxLayout(form)
    for number in range(24):
        columns.addWidget(QLabel(f"客户要求核对第 {number} 笔交易"))
    rows.addWidget(table, 2)
    rows.addWidget(form, 1)
    made.resize(1440, 900)
    return made, table


def measured(work: Callable[[int], object]) -> float:
    """Return the median of one round in milliseconds of this process's own CPU: painting waits for nothing, neighbours are left out."""
    taken = []
    for number in range(ROUNDS):
        begun = time.process_time()
        work(number)
        taken.append((time.process_time() - begun) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Measure and print."""
    application = QApplication(sys.argv[:1])
    theme.apply(application, "light")
    shown, table = window()
    shown.show()
    application.processEvents()
    mark = Watermark(shown, lambda: LINES)
    canvas = QImage(shown.size(), QImage.Format.Format_ARGB32_Premultiplied)

    def whole(_number: int) -> None:
        shown.render(canvas)

    def scrolled(number: int) -> None:
        table.verticalScrollBar().setValue(number % 150)
        shown.repaint()

    found: dict[str, dict[str, float]] = {}
    # By turns, so that both meet the same neighbours on the machine.
    for name, work in (("whole_window_ms", whole), ("scrolled_ms", scrolled)):
        without, with_it = [], []
        for _ in range(5):
            mark.hide()
            without.append(measured(work))
            mark.show()
            mark.raise_()
            with_it.append(measured(work))
        plain, marked = statistics.median(without), statistics.median(with_it)
        found[name] = {"without": round(plain, 3), "with": round(marked, 3), "ratio": round(marked / plain, 3)}
    print(json.dumps(found | {"most": MOST}, indent=2))
    if max(one["ratio"] for one in found.values()) > MOST:
        sys.exit(1)


if __name__ == "__main__":
    main()
