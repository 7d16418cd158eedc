"""Every widget is tested in the same light, language and zone, and on the real clock, unless its area says otherwise."""

import pytest


@pytest.fixture(autouse=True)
def _usual_look(usual_look: None) -> None:
    return
