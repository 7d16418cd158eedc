"""The beginning and the end of a sign-in: the live line and the outbox start, every panel is handed the context."""

from __future__ import annotations

from agent_desk.desk.kit.context import DeskContext, Window
from agent_desk.desk.kit.core import DeskCore
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.live import Live, LiveState
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.desk.kit.sentences import sentence


def begin(core: DeskCore) -> DeskContext:
    """In the screen thread, after ``core.accept``: send what waited, and make the context.

    The caller starts the live line when its window has been painted: where Qt is not through with the system's certificates by
    then (desk/kit/tls.py), the first WebSocket waits for them, and the window need not.
    """
    api, session = core.api, core.session
    live = Live(core.settings.hub, clock=api.clock, token=lambda: api.token, ca_file=core.settings.ca_file, parent=core)

    def words(error: DeskError, language: str) -> str:
        return sentence(error, language, session.zone)

    outbox = Outbox(api, core.take_outbox_file(), words, parent=core)
    live.ended.connect(session.end)
    live.state_changed.connect(lambda state: outbox.send_now() if state is LiveState.LIVE else None)
    return DeskContext(
        api=api,
        live=live,
        outbox=outbox,
        session=session,
        background=core.background,
        settings=core.settings,
        window=Window(language=core.language),
    )


def finish(context: DeskContext) -> None:
    """In the screen thread, when a sign-in is over: hang up and let the files go. What is unsent stays on the disk."""
    context.window.close()
    context.live.stop()
    context.outbox.close()
    context.live.deleteLater()
    context.outbox.deleteLater()
