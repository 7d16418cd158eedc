"""`agent-desk exchange plan`: from a file to the database, in words, and onto the exchange as one file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from agent_desk.cli import hub_commands
from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import Queue
from agent_desk.models.kit import Setting

PLAN = """
public_days = [2026]
days = [{day = "2099-01-01", name = "元旦"}]

[[numbers]]
number = "95500"
queue = "account"
hours = "workdays"
menu = "main"
survey = true

[[hours]]
code = "workdays"
week = [[{start="08:30", end="17:30"}], [{start="08:30", end="17:30"}], [{start="08:30", end="17:30"}],
        [{start="08:30", end="17:30"}], [{start="08:30", end="17:30"}], [], []]

[[menus]]
code = "main"
sound = "menu-main"
otherwise = "account"
choices = [{key="1", does="queue", target="account", identity=true}, {key="2", does="queue", target="credit"}]

[[queues]]
queue = "account"
callback_key = "1"
tell_wait = true
overflow = {after_s = 90, does = "queue", target = "credit"}
"""


@pytest.fixture
def run(database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """A command on a centre of two queues."""
    monkeypatch.setenv("AGENT_DESK_LANG", "en")
    monkeypatch.delenv("AGENT_DESK_EXCHANGE", raising=False)
    with database.write() as db:
        db.add_all([Queue(code=code, name_zh=code, name_en=code.title()) for code in ("account", "credit")])
    return lambda *words: CliRunner().invoke(hub_commands(), ["exchange", "plan", *words, "--database", database_url])


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plan.toml"
    file.write_text(PLAN, encoding="utf-8")
    return file


def stored(database: Database, key: str) -> Any:
    with database.read() as db:
        return db.scalar(select(Setting.value).where(Setting.key == key))


def test_a_plan_is_loaded_shown_applied_and_then_nothing_is_left_to_change(
    run: Callable[..., Result], plan: Path, tmp_path: Path, database: Database
) -> None:
    loaded = run("load", str(plan))
    assert loaded.exit_code == 0, loaded.output
    assert "  open (workdays): Mon–Fri 08:30–17:30; Sat–Sun shut" in loaded.output.splitlines()
    assert "    key 1: asks for 18 identity digits, waits in Account (account)" in loaded.output.splitlines()
    assert "waits longer than 90 s: goes on to Credit (credit)" in loaded.output
    assert "+[agent-desk-menu-main]" in loaded.output, "what applying it would change"
    out = tmp_path / "asterisk"
    applied = run("apply", "--out", str(out), "--yes")
    assert applied.exit_code == 0 and "dialplan reload" in applied.output
    text = (out / "agent-desk-menu.conf").read_text(encoding="utf-8")
    assert 'GotoIf($["${AD_TODAY}" =~ "^(' in text and stored(database, "voice_plan.applied")["text"] == text
    assert "As applied last." in run("show").output
    again = json.loads(run("show", "--json").output)
    assert (again["diff"], again["version"], again["applied_version"]) == ([], 1, 1)


def test_a_plan_that_is_not_wanted_is_not_applied(
    run: Callable[..., Result], plan: Path, tmp_path: Path, database: Database, database_url: str
) -> None:
    run("load", str(plan))
    asked = CliRunner().invoke(
        hub_commands(),
        ["exchange", "plan", "apply", "--out", str(tmp_path / "a"), "--database", database_url],
        input="n\n",
    )
    assert asked.exit_code == 1 and "+[agent-desk-menu-main]" in asked.output
    assert not (tmp_path / "a").exists() and stored(database, "voice_plan.applied") is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('target="credit"}]', "leads to the queue nowhere"),
        ('menu = "main"', "leads to the menu nowhere"),
        ('number = "95500"', "not a voice plan"),
    ],
)
def test_a_plan_that_leads_nowhere_is_refused_in_words(
    run: Callable[..., Result], plan: Path, database: Database, wrong: str, said: str
) -> None:
    bent = {
        'target="credit"}]': 'target="nowhere"}]',
        'menu = "main"': 'menu = "nowhere"',
        'number = "95500"': 'number = "9 5"',
    }
    plan.write_text(PLAN.replace(wrong, bent[wrong]), encoding="utf-8")
    refused = run("load", str(plan))
    assert refused.exit_code != 0 and said in refused.output + refused.stderr
    assert stored(database, "voice_plan") is None


def test_the_plan_in_the_papers_can_be_loaded(run: Callable[..., Result], tmp_path: Path) -> None:
    paper = (Path(__file__).parents[3] / "docs/exchange.md").read_text(encoding="utf-8")
    lines = paper[paper.index("    public_days") :].splitlines()
    plan = next(at for at, line in enumerate(lines) if line and not line.startswith("    "))
    file = tmp_path / "paper.toml"
    file.write_text("\n".join(line[4:] for line in lines[:plan]), encoding="utf-8")
    loaded = run("load", str(file))
    assert loaded.exit_code == 0, loaded.output
    assert "15 or 18 identity digits" in loaded.output
