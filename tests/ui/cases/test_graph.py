"""The flow that is drawn says no more than there is: no arrow passes through a state that it has nothing to do with."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from agent_desk.hub.cases.kinds.loading import shipped
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.ui.cases.kinds.graph import arrow_of, box_of
from agent_desk.ui.cases.kinds.layers import Place, places


def points(first: Place, last: Place, *, bent: bool) -> list[QPointF]:
    """A hundred points of an arrow."""
    path, _tip, _angle = arrow_of(first, last, bent=bent)
    return [path.pointAtPercent(at / 100) for at in range(101)]


@pytest.mark.parametrize("kind", shipped(), ids=lambda kind: kind.code)
def test_no_arrow_passes_through_another_state(qapp: QApplication, kind: Kind) -> None:
    at = places(kind)
    ways = {(code, way.to_state) for way in kind.transitions for code in way.from_states}
    crossed = {
        (code, to, other)
        for code, to in ways
        for other in at.keys() - {code, to}
        if any(box_of(at[other]).contains(point) for point in points(at[code], at[to], bent=(to, code) in ways))
    }
    assert crossed == set()
