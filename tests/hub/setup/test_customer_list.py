"""A bank's list of customers as people hand it over: nothing half told, every spelling read, what is spoilt named."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer
from openpyxl import Workbook
from sqlalchemy import func, select, text
from typer.testing import CliRunner, Result

from agent_desk.cli import hub_commands
from agent_desk.hub.commands.loading import unit_of
from agent_desk.hub.commands.long_work import interrupted
from agent_desk.hub.kit.batches import Account, Interrupted, Stopped
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import DatabaseDown
from agent_desk.hub.setup.customers import Loaded, load_customers
from agent_desk.models.customers import ContactPoint, Customer
from agent_desk.models.kit import AuditEntry

TODAY = date(2026, 11, 30)


@pytest.fixture
def run(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("AGENT_DESK_LANG", "en")

    def ran(*arguments: object) -> Result:
        place = ["--database", database_url, "--data", str(tmp_path / "data")]
        return CliRunner().invoke(hub_commands(), [str(one) for one in arguments] + place)

    return ran


@pytest.fixture
def listed(run: Any, tmp_path: Path) -> Any:
    def load(content: str | bytes, name: str = "客户 (1) #%.csv") -> dict[str, Any]:
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        told = run("import", "customers", file, "--json")
        assert told.exit_code == 0, told.output
        return dict(json.loads(told.stdout))

    return load


def many(count: int) -> str:
    return "number,name,mobile\r\n" + "".join(f"C{at:06d},测试{at},{13_800_100_000 + at}\r\n" for at in range(count))


def stored(database: Database) -> dict[str, Any]:
    with database.read() as db:
        found = select(Customer.number, Customer.name, Customer.gender, Customer.born_on)
        return {row.number: row for row in db.execute(found)}


def points(database: Database, number: str) -> set[str]:
    with database.read() as db:
        of = select(Customer.id).where(Customer.number == number).scalar_subquery()
        return set(db.scalars(select(ContactPoint.value).where(ContactPoint.customer_id == of)))


def trail(database: Database) -> list[dict[str, Any]]:
    with database.read() as db:
        entries = select(AuditEntry.detail).where(AuditEntry.action == "customers.import").order_by(AuditEntry.id)
        return list(db.scalars(entries))


# ---------------------------------------------------------------------- nothing is half told


def test_a_row_in_gbk_at_the_end_is_left_out_by_its_line_and_the_rest_is_loaded_and_audited(
    listed: Any, database: Database
) -> None:
    told = listed(many(1200).encode() + "C001200,赵敏,\r\n".encode("gbk"))
    assert (told["added"], told["bad"]) == (
        1200,
        [[1202, "'name' is in another encoding than the rest of the file"]],
    )
    assert len(stored(database)) == 1200
    assert [(one["done"], one["rows"], one["bad"]) for one in trail(database)] == [
        (500, 1200, 1),
        (1000, 1200, 1),
        (1200, 1200, 1),
    ]
    assert trail(database)[1]["first_line"] == 502


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16", "utf-8-sig"])
def test_a_file_as_chinese_programs_save_it_is_loaded(listed: Any, database: Database, encoding: str) -> None:
    assert listed("number,name\r\nC1,王小芳\r\nC2,李建国\r\n".encode(encoding))["added"] == 2
    assert {one.name for one in stored(database).values()} == {"王小芳", "李建国"}


def test_a_fault_of_the_whole_file_loads_nothing_at_all(run: Any, tmp_path: Path, database: Database) -> None:
    file = tmp_path / "list.csv"
    file.write_text(many(1200) + 'C9,"王\r\n', encoding="utf-8")
    told = run("import", "customers", file)
    assert told.exit_code == 1 and "from line 1202 on" in told.stderr and "Nothing was loaded" in told.stderr
    assert not stored(database) and not trail(database)


def test_stopped_on_its_way_it_says_what_is_there_and_goes_on_where_it_stopped(
    database: Database, tmp_path: Path
) -> None:
    file, loaded = tmp_path / "list.csv", Loaded()
    file.write_text(many(1200), encoding="utf-8")

    def stop(done: int, _of: int) -> None:
        if done == 1000:
            raise Stopped

    with pytest.raises(Stopped) as stopped:
        load_customers(database, file, lambda db: unit_of(database, db), TODAY, loaded, stop)
    assert (stopped.value.account.done, stopped.value.account.added) == (1000, 1000) == (len(stored(database)), 1000)
    assert [one["done"] for one in trail(database)] == [500, 1000]
    load_customers(database, file, lambda db: unit_of(database, db), TODAY, loaded)
    assert (loaded.account.added, loaded.account.unchanged, loaded.account.whole) == (200, 1000, True)


def test_a_database_that_goes_away_between_two_batches_leaves_a_true_account(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(many(1200), encoding="utf-8")

    def cut(done: int, _of: int) -> None:
        if done == 500:
            with database.write() as db:
                mine = db.scalar(text("SELECT pg_backend_pid()"))
                others = sorted(set(database.backends) - {mine})
                db.execute(
                    text("SELECT pg_terminate_backend(pid) FROM unnest(CAST(:pids AS int[])) AS pid"), {"pids": others}
                )
                db.execute(text("SELECT pg_terminate_backend(:mine)"), {"mine": mine})

    with pytest.raises((Interrupted, DatabaseDown)) as ended:
        load_customers(database, file, lambda db: unit_of(database, db), TODAY, Loaded(), cut)
    assert isinstance(ended.value, Interrupted) and isinstance(ended.value.__cause__, DatabaseDown)
    assert ended.value.account.done == 500 == len(stored(database))
    assert [one["done"] for one in trail(database)] == [500]


# ---------------------------------------------------------------------- spreadsheets


def test_what_a_spreadsheet_has_spoilt_is_named_and_not_stored(listed: Any, database: Database) -> None:
    told = listed(
        "number,name,identity_number,mobile,landline\n"
        "6.22848E+18,王小芳,,13800138001,\n"
        "C2,李建国,1.10101E+17,13800138002,\n"
        "C3,赵敏,,1.38E+10,\n"
        "C4,周安,,13800138004,1062770334\n"
        "C5,吴迪,,'13800138005,2162770334\n"
        "C6,郑爽,110101198001010000,13800138006,\n"
        'C7,冯丽,,"13,800,138,006",\n'
        "C8,陈晨,11010519491231002X,,\n"
        "C9,褚健,110105194912310021,,\n"
    )
    assert dict(told["bad"]) == {
        2: "'number' is no number any more: was the file opened in a spreadsheet?",
        3: "'identity_number' is no number any more: was the file opened in a spreadsheet?",
        4: "'mobile' is no number any more: was the file opened in a spreadsheet?",
        7: "'identity_number' is no number any more: was the file opened in a spreadsheet?",
        8: "'mobile' is no number any more: was the file opened in a spreadsheet?",
        10: "'identity_number' has a wrong check digit: was it typed wrong, or the file opened in a spreadsheet?",
    }
    assert set(stored(database)) == {"C4", "C5", "C8"}
    assert points(database, "C4") == {"+8613800138004", "+861062770334"}
    assert points(database, "C5") == {"+8613800138005", "+862162770334"}


def test_numbers_that_all_end_with_noughts_are_spoilt_too(listed: Any) -> None:
    told = listed("number,name\n" + "".join(f"62284800123{at:04d}0000,王\n" for at in range(3)))
    assert told["added"] == 0 and [line for line, _ in told["bad"]] == [2, 3, 4]


def test_a_workbook_is_loaded_like_a_csv(run: Any, tmp_path: Path, database: Database) -> None:
    book = Workbook()
    book.active.append(["客户号", "姓名", "性别", "出生日期", "手机"])
    book.active.append(["C1", "王𬱖", "女", "1980年4月30日", 13800138001])
    file = tmp_path / "客户.xlsx"
    book.save(file)
    assert run("import", "customers", file).exit_code == 0
    one = stored(database)["C1"]
    assert (one.name, one.gender, one.born_on) == ("王𬱖", "female", date(1980, 4, 30))
    assert points(database, "C1") == {"+8613800138001"}


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffnumber,name,gender,mobile,,\r\nC1,王小芳,female,13800138001,,\r\n,,,,,\r\n",
        "number;name;gender;mobile\r\nC1;王小芳;female;13800138001\r\n",
        "number, name, gender, mobile\r\nC1, 王小芳, female, 13800138001\r\n,,,\r\n",
        "number\tname\tgender\tmobile\r\nC1\t王小芳\tF\t13800138001\r\n",
        "ｎｕｍｂｅｒ，NAME，性别，手机\r\nC1，王小芳，女，１３８００１３８００１\r\n",
    ],
)
def test_blank_columns_blanks_and_other_separators_are_no_faults(listed: Any, database: Database, content: str) -> None:
    told = listed(content)
    assert (told["added"], told["bad"]) == (1, [])
    one = stored(database)["C1"]
    assert (one.name, one.gender) == ("王小芳", "female")
    assert points(database, "C1") == {"+8613800138001"}


def test_a_short_row_changes_nothing_of_what_it_does_not_reach(listed: Any, database: Database) -> None:
    listed("number,name,born_on,mobile\nC1,王小芳,1980-04-30,13800138001\n")
    told = listed("number,name,born_on,mobile\nC1,王小芳\n")
    assert (told["changed"], told["unchanged"]) == (0, 1)
    assert stored(database)["C1"].born_on == date(1980, 4, 30)
    assert points(database, "C1") == {"+8613800138001"}


def test_days_of_birth_in_every_spelling_and_none_to_come(listed: Any, database: Database) -> None:
    days = ["1980/4/30", "1980-4-30", "1980年4月30日", "29341", "19800430", "1980-04-30 00:00:00"]
    told = listed(
        "number,name,born_on\n" + "".join(f"C{at},王,{day}\n" for at, day in enumerate([*days, "2980-04-30"]))
    )
    assert told["bad"] == [[8, "'born_on' lies in the future"]]
    assert {one.born_on for one in stored(database).values()} == {date(1980, 4, 30)}


def test_one_telephone_in_two_columns_is_one_contact_point(listed: Any, database: Database) -> None:
    assert listed("number,name,mobile,landline\nC1,王,13800138001,13800138001\n")["added"] == 1
    assert points(database, "C1") == {"+8613800138001"}


def test_what_was_loaded_is_there_once_however_often(listed: Any, database: Database) -> None:
    assert listed(many(3))["added"] == 3
    assert listed(many(3))["unchanged"] == 3
    with database.read() as db:
        assert db.scalar(select(func.count()).select_from(ContactPoint)) == 3


@pytest.mark.parametrize(
    ("fault", "cause", "status", "words"),
    [
        (Stopped(), None, 130, "1000 of 1200 are loaded (added 999, changed 1, unchanged 0), each whole"),
        (Interrupted(), DatabaseDown(), 1, "The database does not answer."),
        (Interrupted(), ValueError("x"), 1, "ValueError: x"),
    ],
)
def test_a_command_says_what_is_there_whatever_ends_it(
    fault: Interrupted,
    cause: Exception | None,
    status: int,
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AGENT_DESK_LANG", "en")
    fault.account = Account(of=1200, done=1000, added=999, changed=1)
    fault.__cause__ = cause
    with pytest.raises(typer.Exit) as ended:
        interrupted(fault)
    said = capsys.readouterr().err
    assert ended.value.exit_code == status
    assert words in said and "1000 of 1200 are loaded" in said and "nothing was changed" not in said
