"""Operations: what the declarations promise is what the hub serves, and the only way in which the desk asks."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import agent_desk.desk
import agent_desk.schemas
from agent_desk.desk.kit.front_door import SIGN_IN
from agent_desk.hub.areas import AREAS
from agent_desk.hub.kit.permissions import permissions
from agent_desk.hub.kit.web import OPERATION
from agent_desk.hub.serve import HubThread
from agent_desk.schemas.administration.words import ACTIONS
from agent_desk.schemas.kit.operation import OF_ITS_KIND, OPEN, SIGNED_IN, Operation
from agent_desk.schemas.people import operations as people
from agent_desk.schemas.people.words import PERMISSIONS
from tests.fixtures.operations import EVERY, named
from tests.fixtures.routes import every_route

"""What several areas bring, each with its own permission: requests for approval."""
NO_OPERATIONS = {"/health", "/metrics", "/metrics/back-room", "/metrics/exchange"}
"""What a watchman of machines asks for: nobody is signed in."""


assert AREAS, "they declare the permissions"


def test_names_and_addresses_are_given_once() -> None:
    assert len({one.name for one in EVERY}) == len(EVERY)
    assert len({(one.method, one.path) for one in EVERY}) == len(EVERY)


@pytest.mark.parametrize("operation", EVERY, ids=named)
def test_an_operation_names_a_permission_that_some_role_holds_and_a_scope(operation: Operation[..., Any]) -> None:
    granted = set(permissions())
    assert operation.permission in granted | {OPEN, SIGNED_IN}
    assert operation.scope.reach in ("own", "team", "queue", "held", "common", "all")
    assert operation.scope.all_with is None or operation.scope.all_with in granted | {OF_ITS_KIND}
    assert operation.permission != OPEN or operation.path.startswith(SIGN_IN), "nobody is known yet"


@pytest.mark.parametrize("operation", EVERY, ids=named)
def test_a_declaration_holds_together(operation: Operation[..., Any]) -> None:
    in_path = {part.name for part in operation.parts if part.place == "path"}
    assert {word.strip("{}") for word in operation.path.split("/") if word.startswith("{")} == in_path
    assert sum(part.place == "body" for part in operation.parts) <= (0 if operation.body else 1)
    if operation.body is not None:
        fields = {part.name for part in operation.parts if part.place == "field"}
        assert fields == set(operation.body.model_fields), "every field of the body is a parameter"
    assert operation.declared.__doc__, "OpenAPI and the desk show it"
    assert operation.writes or operation.once
    assert operation.permission in PERMISSIONS or operation.permission in (OPEN, SIGNED_IN), "people read its word"
    assert not operation.audits or operation.audits in ACTIONS, "auditors read its word"
    assert not (operation.writes and operation.audits)


def test_the_hub_serves_every_operation_and_nothing_else(hub: HubThread) -> None:
    served = {}
    for route in every_route(hub):
        operation = getattr(route.endpoint, OPERATION, None)
        if operation is None:
            assert route.path in NO_OPERATIONS, f"{route.path} comes of no operation"
        else:
            assert (route.path, route.methods) == (f"/api{operation.path}", {operation.method})
            served[operation.name] = operation
    assert served == {one.name: one for one in EVERY}


def test_openapi_says_who_may(hub: HubThread) -> None:
    paths = hub.app.openapi()["paths"]
    for operation in EVERY:
        told = paths[f"/api{operation.path}"][operation.method.lower()]
        assert told["operationId"] == operation.name
        assert told["x-permission"] == operation.permission
        assert told["x-scope"] == str(operation.scope)


def test_the_desk_asks_for_operations_alone() -> None:
    known = {one.path for one in EVERY if one.permission == OPEN}
    wrong = [f"{path}: {text}" for path, text in paths_in_the_desk() if text not in known]
    assert not wrong, "\n".join(wrong)
    assert people.sign_in.path == SIGN_IN, "the front door knocks before records are loaded; see decision 9"


def paths_in_the_desk() -> Iterator[tuple[str, str]]:
    """Every text in the desk's code that is the address of an operation."""
    first_words = {one.path.split("/")[1] for one in EVERY}
    root = Path(agent_desk.desk.__path__[0])
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                parts = node.value.split("/")
                if len(parts) > 1 and not parts[0] and parts[1] in first_words:
                    yield path.name, node.value
