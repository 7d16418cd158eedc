"""Each test of the kit starts in light colours, in English, on the centre's usual zone and the real clock."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from agent_desk.ui.kit import elapsed, theme, words


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    words.install(qapp, "en")
    words.set_zone("Asia/Shanghai")
    yield
    elapsed.set_source(None)
    theme.apply(qapp, "light")
    words.install(qapp, "en")
