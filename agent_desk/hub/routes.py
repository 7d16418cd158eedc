"""The endpoints of every area, as the process that serves the seats hands them to FastAPI; no other process loads them."""

from importlib import import_module

from fastapi import FastAPI

from agent_desk.hub.administration import list_entries, setting_values
from agent_desk.hub.areas import AREAS


def wire(app: FastAPI) -> None:
    """Hand every area's endpoints to the hub. FastAPI looks for a path in this order."""
    for area in sorted(AREAS, key=lambda one: not one.busiest):
        if area.endpoints:
            # As they are: to include a router makes every one of its endpoints anew for this hub, at the first request.
            app.router.routes.extend(import_module(area.endpoints).router.routes)
    for router in (*setting_values.routers(), *list_entries.routers()):
        app.router.routes.extend(router.routes)
