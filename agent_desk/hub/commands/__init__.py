"""Every command of the hub's side, one file each. `agent-desk` without a command is the desk and comes from elsewhere."""

import typer

from agent_desk.hub.commands import (
    audit,
    clock,
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

app = typer.Typer(
    name="agent-desk",
    help="The customer service centre's desktop: the desk when nothing else is said, and the hub's commands.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
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
app.add_typer(audit.app, name="audit")
app.command("clock")(clock.clock)
app.command("check")(health.check)
app.add_typer(health.app, name="backup")
app.add_typer(exchange.app, name="exchange")
app.add_typer(recordings.app, name="recordings")
app.add_typer(files.app, name="files")
app.add_typer(files.keys_app, name="keys")
