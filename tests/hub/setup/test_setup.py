"""A new centre by commands alone: administrator, queues and members, articles, classes, customers; twice changes nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from typer.testing import CliRunner, Result

from agent_desk.cli import hub_commands
from agent_desk.demo.data.content import demo_folder
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import Queue, QueueMember
from agent_desk.models.calls.targets import ServiceTarget
from agent_desk.models.cases import CaseTerm
from agent_desk.models.customers import ContactPoint, Customer
from agent_desk.models.kit import AuditEntry
from agent_desk.models.knowledge import Article
from agent_desk.models.people import Person
from tests.fixtures.hub import AUDIT_KEY
from tests.fixtures.people import Client

CENTRE = """
[centre]
name_zh = "客户服务中心"
name_en = "Service centre"

[[queues]]
code = "retail"
name_zh = "个人业务"
name_en = "Retail"

[[queues]]
code = "loan"
name_zh = "贷款"
name_en = "Loans"
acw_mode = "mandatory"
acw_limit_s = 0

[[teams]]
code = "T1"
name_zh = "一组"
name_en = "Team 1"
queues = ["retail", "loan"]

[[staff]]
login = "a1001"
name_zh = "林静"
role = "agent"
team = "T1"
agent_code = "1001"

[[staff]]
login = "a1002"
name_zh = "周安"
roles = ["agent", "complaint_handler"]
agent_code = "1002"
queues = ["loan"]
"""
PEOPLE = """number,name,gender,born_on,identity_number,mobile,mail
C1,王小明,male,1980-04-30,,138 0013 8000,wang@example.com
C2,李红,female,,,0537-95577xx,
C3,赵强,,30.4.1980,,,
C4,孙丽,,,,+8613800138001,
"""


@pytest.fixture
def run(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("AGENT_DESK_LANG", "en")
    # The hub's own key: what was written with another is told of as a doubt.
    monkeypatch.setenv("AGENT_DESK_AUDIT_KEY", AUDIT_KEY)

    def ran(*arguments: object) -> Result:
        place = ["--database", database_url, "--data", str(tmp_path / "data")]
        return CliRunner().invoke(hub_commands(), [str(one) for one in arguments] + place)

    return ran


def written(tmp_path: Path, text: str, name: str = "centre.toml") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_the_first_administrator_signs_in_with_the_printed_password(run: Any, hub: HubThread) -> None:
    told = run("setup", "administrator", "admin", "--name", "顾存信")
    assert told.exit_code == 0, told.output
    client, password = Client(hub.url), told.stdout.strip()
    assert client.sign_in("admin", password).json()["error"]["id"] == "password_change_needed"
    assert client.sign_in("admin", password, new_password="A-word-of-my-own").ok
    assert client.get("/api/people").ok


def test_a_second_administrator_only_when_asked_for(run: Any, database: Database) -> None:
    assert run("setup", "administrator", "admin", "--name", "顾存信").exit_code == 0
    refused = run("setup", "administrator", "boss", "--name", "秦")
    assert refused.exit_code == 1 and "already (admin). Give --another" in refused.stderr
    made = run("setup", "administrator", "boss", "--name", "秦", "--another", "--json")
    assert json.loads(made.stdout)["login"] == "boss"
    taken = run("setup", "administrator", "admin", "--name", "顾", "--another")
    assert taken.exit_code == 1 and "is taken" in taken.stderr
    wrong = run("setup", "administrator", "Not A Login", "--name", "x", "--another")
    assert wrong.exit_code == 2 and "Traceback" not in wrong.output
    with database.read() as db:
        actions = db.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == ["people.add", "people.one_time_password"] * 2


def test_a_centre_from_a_file_and_again_changes_nothing(run: Any, database: Database, tmp_path: Path) -> None:
    file = written(tmp_path, CENTRE)
    first = run("setup", "centre", file)
    assert first.exit_code == 0 and "Added" in first.stdout, first.output
    again = json.loads(run("setup", "centre", file, "--json").stdout)
    assert (again["added"], again["changed"]) == (0, 0)
    with database.read() as db:
        assert db.scalar(select(func.count()).select_from(ServiceTarget)) == 3
        assert served(db, "1001") == {"retail": 0, "loan": 1}
        assert served(db, "1002") == {"loan": 0}
        assert db.scalars(select(Person.password_hash)).all() == [None, None]


def served(db: Any, agent_code: str) -> dict[str, int]:
    found = (
        select(Queue.code, QueueMember.penalty)
        .join(QueueMember, QueueMember.queue_id == Queue.id)
        .join(Person, Person.id == QueueMember.person_id)
        .where(Person.agent_code == agent_code)
    )
    return {row.code: row.penalty for row in db.execute(found)}


def test_what_the_file_says_anew_of_queues_and_members_holds(run: Any, database: Database, tmp_path: Path) -> None:
    run("setup", "centre", written(tmp_path, CENTRE))
    other = CENTRE.replace('queues = ["loan"]', 'queues = ["retail"]').replace(
        'name_en = "Loans"', 'name_en = "Credit"'
    )
    changed = json.loads(run("setup", "centre", written(tmp_path, other), "--json").stdout)
    assert (changed["added"], changed["changed"]) == (0, 2)
    with database.read() as db:
        assert served(db, "1002") == {"retail": 0}
        assert db.scalar(select(Queue.name_en).where(Queue.code == "loan")) == "Credit"


def test_every_fault_of_a_file_is_listed_and_nothing_loaded(run: Any, database: Database, tmp_path: Path) -> None:
    wrong = (
        CENTRE.replace('acw_mode = "mandatory"', 'acw_mode = "sometimes"')
        .replace('name_en = "Retail"\n', "")
        .replace('login = "a1001"', 'login = ""')
    )
    told = run("setup", "centre", written(tmp_path, wrong))
    assert told.exit_code == 1 and "Nothing was loaded" in told.stderr
    for place in ("queues, entry 2, acw_mode", "queues, entry 1, name_en", "staff, entry 1, login"):
        assert place in told.stderr
    lost = run("setup", "centre", written(tmp_path, CENTRE.replace('queues = ["loan"]', 'queues = ["moon"]')))
    assert lost.exit_code == 1 and "there is no queue 'moon'" in lost.stderr
    long = run(
        "setup", "centre", written(tmp_path, CENTRE.replace('name_zh = "客户服务中心"', f'name_zh = "{"长" * 61}"'))
    )
    assert long.exit_code == 1 and "centre, name_zh: string too long" in long.stderr
    for text, sentence in (
        ("x = [", "not valid TOML"),
        ("x = " + "[" * 20_000, "not valid TOML"),
        ("", "nothing that can be loaded"),
    ):
        assert sentence in run("setup", "centre", written(tmp_path, text)).stderr
    assert "cannot be read" in run("setup", "centre", "/no/such").stderr
    with database.read() as db:
        assert db.scalar(select(func.count()).select_from(Queue)) == 0


def test_the_demonstrations_own_files_load(run: Any, database: Database) -> None:
    assert run("setup", "centre", demo_folder() / "centre.toml").exit_code == 0
    for what, where in (("knowledge", demo_folder()), ("classes", demo_folder() / "centre.toml")):
        run("import", what, where)
        again = json.loads(run("import", what, where, "--json").stdout)
        assert (again["added"], again["changed"]) == (0, 0) and again["unchanged"] > 30, what
    form = run("import", "score-form", demo_folder() / "quality.toml", "--json")
    assert (
        json.loads(form.stdout)["edition"]
        == json.loads(run("import", "score-form", demo_folder() / "quality.toml", "--json").stdout)["edition"]
    )
    with database.read() as db:
        assert db.scalar(select(func.count()).select_from(Article)) > 30
        assert db.scalar(select(func.count()).select_from(CaseTerm)) > 40


def test_every_bad_article_is_named(run: Any, tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    written(tmp_path, '[[categories]]\ncode = "card"\nname_zh = "卡"\nname_en = "Cards"\n', "categories.toml")
    written(tmp_path, "no facts", "knowledge/one.md")
    written(tmp_path, '+++\nid = "K1"\ntitle = "卡"\ncategory = "moon"\n+++\ntext', "knowledge/two.md")
    told = run("import", "knowledge", tmp_path)
    assert told.exit_code == 1 and "one.md" in told.stderr and "no category 'moon'" in told.stderr
    assert "no articles" in run("import", "knowledge", tmp_path / "knowledge").stderr


def test_customers_from_a_list_with_bad_rows_named_and_again_nothing(
    run: Any, database: Database, tmp_path: Path
) -> None:
    file = written(tmp_path, PEOPLE, "customers.csv")
    told = run("import", "customers", file)
    assert told.exit_code == 0, told.output
    assert "Added 2" in told.stdout and "line 3 left out: 'mobile'" in told.stdout
    assert "line 4 left out: 'born_on'" in told.stdout
    again = json.loads(run("import", "customers", file, "--json").stdout)
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 2)
    with database.read() as db:
        assert set(db.scalars(select(ContactPoint.value))) >= {"+8613800138000", "wang@example.com", "+8613800138001"}
    moved = written(tmp_path, "number,name,mobile\nC1,王小明,13900139000\n", "moved.csv")
    assert json.loads(run("import", "customers", moved, "--json").stdout)["changed"] == 1
    with database.read() as db:
        customer = db.scalars(select(Customer).where(Customer.number == "C1")).one()
        assert (str(customer.born_on), customer.version) == ("1980-04-30", 2), "columns that are left out stay"
        points = db.scalars(select(ContactPoint.value).where(ContactPoint.customer_id == customer.id)).all()
        assert points == ["+8613900139000"]


def test_landlines_without_their_nought_are_all_understood(run: Any, database: Database, tmp_path: Path) -> None:
    text = "number,name,landline\nC4,周安,1062770334\nC5,吴迪,2162770334\nC6,郑爽,01062770335\n"
    assert run("import", "customers", written(tmp_path, text, "customers.csv")).exit_code == 0
    with database.read() as db:
        assert set(db.scalars(select(ContactPoint.value))) == {"+861062770334", "+862162770334", "+861062770335"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("number,nombre\nC1,x\n", "column 'name' is missing; column 'nombre' is not known"),
        ("number,name\nC1\n", "line 2 left out: has not as many fields"),
        ("number,name\nC1,王\nC1,李\n", "line 3 left out: number 'C1' stands there twice"),
        ("number,name,level\nC1,王,royal\n", "there is no level 'royal'"),
        ("number,name\nC1,王\0明\n", "'name' holds characters that no text has"),
        ("number,name\n6.22848E+18,王\n", "'number' is no number any more: was the file opened in a spreadsheet?"),
        ("number,name,mobile\nC1,王,13800138006.0\n", "'mobile' is no number any more"),
        ("number,name,identity_number\nC1,王,1.10101E+17\n", "'identity_number' is no number any more"),
        ("number,name,identity_number\nC1,王,110101198001010000\n", "'identity_number' is no number any more"),
    ],
)
def test_a_wrong_list_of_customers_says_what_is_wrong(run: Any, tmp_path: Path, text: str, sentence: str) -> None:
    told = run("import", "customers", written(tmp_path, text, "customers.csv"))
    assert sentence in told.output and "Traceback" not in told.output


def test_the_whole_configuration_out_and_into_the_real_centre(
    run: Any, database: Database, second_database: Database, tmp_path: Path
) -> None:
    assert run("setup", "centre", demo_folder() / "centre.toml").exit_code == 0
    file = tmp_path / "test-centre.toml"
    assert run("setup", "export", file).exit_code == 0
    text = file.read_text(encoding="utf-8")
    assert "[[queues]]" in text and "[[staff]]" not in text and "login" not in text.split("[settings", 1)[0]

    def there(*arguments: object) -> Result:
        url = second_database.engine.url.render_as_string(hide_password=False)
        place = ["--database", url, "--data", str(tmp_path / "other")]
        return CliRunner().invoke(hub_commands(), [str(one) for one in arguments] + place)

    looked = there("setup", "centre", file, "--dry-run")
    assert looked.exit_code == 0 and "Queues (queues)" in looked.stdout and "nothing was changed" in looked.stderr
    with second_database.read() as db:
        assert db.scalar(select(func.count()).select_from(Queue)) == 0
    part = there("setup", "centre", file, "--only", "queues", "--only", "targets")
    assert part.exit_code == 0, part.output
    whole = there("setup", "centre", file)
    assert whole.exit_code == 0, whole.output
    out = tmp_path / "real-centre.toml"
    assert there("setup", "export", out).exit_code == 0
    assert out.read_text(encoding="utf-8") == text
    (before, *_) = sorted((tmp_path / "other" / "centre-files").iterdir())
    assert "[[queues]]" not in before.read_text(encoding="utf-8"), "what held before is kept, to go back to"
    broken = written(tmp_path, text.replace("acw_mode = ", "acw_mood = ", 1), "broken.toml")
    told = there("setup", "centre", broken)
    line = next(n for n, one in enumerate(broken.read_text(encoding="utf-8").splitlines(), 1) if "acw_mood" in one)
    assert told.exit_code == 1 and "Nothing was loaded" in told.stderr
    assert f"Line {line}: 'queues.acw_mood'" in told.stderr
    assert "no part 'moon'" in there("setup", "centre", file, "--only", "moon").stderr
