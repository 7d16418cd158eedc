"""Where the states of a flow stand when it is drawn: in layers from the first state on, so that arrows mostly lead to the right. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agent_desk.schemas.cases.kinds.checking import arrows
from agent_desk.schemas.cases.kinds.definition import Kind

_SWEEPS = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A state's layer, from 0, and its row within the layer."""

    layer: int
    row: int


def places(kind: Kind) -> dict[str, Place]:
    """Return the place of every state. A layer holds states as many steps on as the longest way without going back; within it they stand
    near the middle of those that lead to them."""
    graph = arrows(kind)
    forward = _without_circles(graph, [kind.initial, *graph])
    depth = _depths(forward)
    # Ends stand at the right, however short the way to them.
    last = max(depth.values(), default=0)
    for state in kind.states:
        if state.final:
            depth[state.code] = max(last, depth[state.code])
    layers: dict[int, list[str]] = {}
    for code in graph:
        layers.setdefault(depth[code], []).append(code)
    back: dict[str, list[str]] = {}
    for code, to in forward.items():
        for one in to:
            back.setdefault(one, []).append(code)
    for _sweep in range(_SWEEPS):
        row = {code: at for listed in layers.values() for at, code in enumerate(listed)}
        for layer in sorted(layers):
            before = {code: _middle(back.get(code, ()), row, row[code]) for code in layers[layer]}
            layers[layer].sort(key=lambda code, mid=before: mid[code])  # type: ignore[misc]
            row.update({code: at for at, code in enumerate(layers[layer])})
    return {code: Place(layer, at) for layer, listed in layers.items() for at, code in enumerate(listed)}


def _middle(before: Sequence[str], row: Mapping[str, int], own: int) -> float:
    return sum(row[one] for one in before) / len(before) if before else float(own)


def _without_circles(graph: Mapping[str, Sequence[str]], first: Sequence[str]) -> dict[str, list[str]]:
    """Return the graph without the arrows that lead back to a state on the way there."""
    found: dict[str, list[str]] = {code: [] for code in graph}
    done, on_way = set[str](), set[str]()

    def visit(code: str) -> None:
        on_way.add(code)
        for to in graph[code]:
            if to in on_way:
                continue
            found[code].append(to)
            if to not in done:
                visit(to)
        on_way.discard(code)
        done.add(code)

    for code in first:
        if code not in done:
            visit(code)
    return found


def _depths(forward: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return how many steps on each state is, by the longest way to it."""
    depth = dict.fromkeys(forward, 0)
    for _round in forward:
        moved = False
        for code, to in forward.items():
            for one in to:
                if depth[one] < depth[code] + 1:
                    depth[one], moved = depth[code] + 1, True
        if not moved:
            break
    return depth
