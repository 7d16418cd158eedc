"""`agent-desk exchange simulate`: the simulated telephone exchange by itself."""

import typer

from agent_desk.hub.exchange.simulate import main as simulate_main

app = typer.Typer(help="The telephone exchange.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def exchange() -> None:
    """The telephone exchange."""


@app.command(
    "simulate",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
)
def simulate(context: typer.Context) -> None:
    """Run the simulated exchange (no real calls); --help lists its options."""
    raise typer.Exit(simulate_main(context.args))
