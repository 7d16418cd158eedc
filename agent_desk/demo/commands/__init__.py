"""Commands that show the product: `demo`, `screenshots`, `exchange simulate`. `cli.py` adds them where they are installed."""

import typer

from agent_desk.demo.commands import demo, screenshots
from agent_desk.demo.exchange.simulate import main as simulate_main
from agent_desk.hub.commands import PASSED_ON, exchange


def register(app: typer.Typer) -> None:
    """Add the demonstration's commands to the hub's."""
    app.command("demo")(demo.demo)
    app.command("screenshots")(screenshots.screenshots)
    exchange.app.command("simulate", context_settings=PASSED_ON)(_simulate)


def _simulate(context: typer.Context) -> None:
    """Run the simulated exchange (no real calls); --help lists its options."""
    raise typer.Exit(simulate_main(context.args))
