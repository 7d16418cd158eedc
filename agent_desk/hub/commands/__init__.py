"""Every command of the hub's side, one file each. `agent-desk` without a command is the desk and comes from elsewhere."""

from collections.abc import Callable

import typer

from agent_desk.hub.commands import (
    audit,
    clock,
    complaints,
    exchange,
    files,
    floor,
    health,
    hub,
    importing,
    loading,
    recordings,
    report,
    setup,
    wallboard,
)
from agent_desk.hub.commands.overview import Overview

app = typer.Typer(
    name="agent-desk",
    cls=Overview,
    help="The customer service centre's desktop: the desk when nothing else is said, and the hub's commands.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
"""Settings of a command that reads its options itself."""

app.command("hub")(hub.hub)
setup.app.command("wallboard-token")(wallboard.token)
setup.app.command("wallboard-tokens")(wallboard.tokens)
setup.app.command("wallboard-revoke")(wallboard.revoke)
app.add_typer(setup.app, name="setup")
importing.app.command("knowledge")(loading.knowledge)
importing.app.command("classes")(loading.classes)
importing.app.command("customers")(loading.customers)
importing.app.command("score-form")(loading.score_form)
app.add_typer(importing.app, name="import")
app.add_typer(report.app, name="report")
app.add_typer(floor.app, name="floor")
app.add_typer(complaints.app, name="complaints")
app.add_typer(audit.app, name="audit")
app.command("clock")(clock.clock)
app.command("health")(health.health)
app.add_typer(health.app, name="backup")
app.add_typer(exchange.app, name="exchange")
app.add_typer(recordings.app, name="recordings")
app.add_typer(files.app, name="files")
app.add_typer(files.keys_app, name="keys")


def list_elsewhere(name: str, sentence: str, run: Callable[[list[str]], int]) -> None:
    """List a command whose options somebody else reads: `run` gets them as they were typed and gives the exit status."""

    def passed_on(context: typer.Context) -> None:
        raise typer.Exit(run(context.args))

    app.command(name, help=sentence, context_settings=PASSED_ON)(passed_on)
