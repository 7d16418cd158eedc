"""The house's own rules (docs/design.md): who may import whom, and what each endpoint must name."""

import re
from collections.abc import Container, Iterator
from pathlib import Path

import pytest

import agent_desk
from tests.fixtures.sources import modules, source

ROOT = Path(agent_desk.__file__).parent
FILES = sorted(path for path in ROOT.rglob("*.py") if "versions" not in path.parts)
# Order of the areas, lowest first; news travels upward as changes, never as imports.
LEVELS = (
    ("people",),
    ("customers", "knowledge"),
    ("calls", "messaging"),
    ("cases", "campaigns", "equipment"),
    ("figures",),
    ("supervising", "planning", "quality"),
    ("training",),
    ("reports",),
    ("administration",),
)
ORDER = {area: level for level, areas in enumerate(LEVELS) for area in areas}
PUBLISHED = ("service", "views")
"""What an area of the hub shows to the areas above it."""
PROTOCOLS = ("agent_desk.hub.exchange.protocol", "agent_desk.hub.exchange.connect", "agent_desk.hub.gateways")
QT = ("PySide6",)
FORBIDDEN = {
    "schemas": (*QT, "sqlalchemy", "fastapi", "requests"),
    "models": (*QT, "fastapi", "requests"),
    "desk": ("sqlalchemy", "fastapi", "psycopg", "PySide6.QtWidgets"),
    "ui": ("requests", "sqlalchemy", "fastapi", "psycopg"),
    "hub": (*QT, "keyring"),
}
OURS = {
    "schemas": ("schemas",),
    "models": ("models",),
    "desk": ("schemas", "desk"),
    "ui": ("schemas", "desk", "ui"),
    "hub": ("schemas", "models", "hub"),
    "demo": ("schemas", "models", "hub", "desk", "ui", "demo"),
    "cli.py": ("schemas", "models", "hub", "desk", "ui", "demo"),
}
FORM_ERRORS = ("stale_version", "idempotency_mismatch", "kept_for_later", "invalid_form")
LAZY = {
    "cli.py",
    "ui/workspaces/__init__.py",
    "ui/workspaces/load_phone.py",
    "ui/calls/load_phone_page.py",
    "ui/cases/load_document.py",
    "ui/workspaces/load_registers.py",
}
RULES_MAY = {"numpy"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tier(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def hub_area(module: str) -> str | None:
    """Return the area of the hub that a module belongs to, None for the kit, the exchange and what is above all areas."""
    parts = module.split(".")
    return parts[2] if parts[:2] == ["agent_desk", "hub"] and len(parts) > 2 and parts[2] in ORDER else None


def model_area(module: str) -> str | None:
    """Return the area whose tables a module holds."""
    parts = module.split(".")
    return parts[2] if parts[:2] == ["agent_desk", "models"] and len(parts) > 2 and parts[2] in ORDER else None


def test_each_tier_imports_only_what_the_table_allows() -> None:
    wrong = []
    for path in FILES:
        for module in modules(path):
            if any(module == word or module.startswith(word + ".") for word in FORBIDDEN.get(tier(path), ())):
                wrong.append(f"{name(path)} imports {module}")
            parts = module.split(".")
            if parts[0] == "agent_desk" and len(parts) > 1 and tier(path) in OURS and parts[1] not in OURS[tier(path)]:
                wrong.append(f"{name(path)} imports {module}")
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_an_area_of_the_hub_leans_only_on_what_areas_below_it_publish() -> None:
    wrong = []
    for path in FILES:
        own = path.relative_to(ROOT).parts
        if own[0] != "hub" or own[1] not in ORDER:
            continue
        for module in modules(path):
            other = hub_area(module)
            if other is not None and other != own[1]:
                below = ORDER[other] < ORDER[own[1]]
                if not below or module.split(".")[3:4] not in ([], *([word] for word in PUBLISHED)):
                    wrong.append(f"{name(path)} imports {module}")
            tables = model_area(module)
            if tables is not None and tables != own[1] and ORDER[tables] >= ORDER[own[1]]:
                wrong.append(f"{name(path)} reads tables of {module}")
            if (
                module.startswith("agent_desk.hub.exchange")
                and not module.startswith(PROTOCOLS)
                and module != "agent_desk.hub.exchange"
            ):
                wrong.append(f"{name(path)} imports {module}")
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_the_kit_and_the_exchange_know_no_area() -> None:
    wrong = [
        f"{name(path)} imports {module}"
        for path in FILES
        if path.relative_to(ROOT).parts[:2] in (("hub", "kit"), ("hub", "exchange"), ("hub", "gateways"))
        for module in modules(path)
        if hub_area(module)
    ]
    assert not wrong, "\n".join(wrong)


def test_an_area_on_screen_does_not_know_another_area_on_screen() -> None:
    wrong = []
    for path in FILES:
        own = path.relative_to(ROOT).parts
        if own[0] != "ui" or len(own) < 3 or own[1] not in ORDER:
            continue
        for module in modules(path):
            parts = module.split(".")
            if parts[:2] == ["agent_desk", "ui"] and len(parts) > 2 and parts[2] not in ("kit", own[1]):
                wrong.append(f"{name(path)} imports {module}")
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_what_the_hub_says_is_shown_by_feeds_alone() -> None:
    """No panel listens to the line by itself, nor says by itself that it loads or that what it shows is old."""
    line = {"changed", "resync", "pushed", "state_changed", "heard_at"}
    found = []
    for path in FILES:
        room = path.relative_to(ROOT).as_posix()
        # The status line shows the line itself.
        if (
            not room.startswith(("desk/", "ui/"))
            or room.startswith(("desk/kit/", "ui/kit/"))
            or room == "ui/status_line.py"
        ):
            continue
        found += [
            f"{room}:{one.line}: {one.owner}.{one.name}"
            for one in source(path).attributes
            if (one.owner in ("live", "_live") and one.name in line) or one.name in ("show_loading", "set_stale")
        ]
    assert not found, "\n".join(found)


def test_rules_touch_no_database_clock_or_socket() -> None:
    wrong = []
    for path in FILES:
        if path.name != "rules.py":
            continue
        for module in modules(path):
            first = module.split(".")[0]
            if first in ("sqlalchemy", "psycopg", "socket", "time", "requests", "fastapi"):
                wrong.append(f"{name(path)} imports {module}")
        source = path.read_text(encoding="utf-8")
        wrong += [f"{name(path)} reads a clock" for word in (".now(", "utcnow(", ".today(") if word in source]
    assert not wrong, "\n".join(wrong)


def test_nothing_is_imported_inside_a_function_but_where_a_command_or_a_workspace_is_chosen() -> None:
    wrong = [
        f"{name(path)}:{one.line}"
        for path in FILES
        if name(path) not in LAZY
        for one in source(path).imports
        if one.in_function
    ]
    assert not wrong, "\n".join(wrong)


def test_no_circle_of_imports_not_even_of_type_hints() -> None:
    files = {module_of(path): path for path in FILES}
    needs = {name: set(modules_of(path, files)) - {name} for name, path in files.items()}
    # Whoever needs nothing that is left is no part of a circle: what remains is circles, and what leads to them.
    while free := [name for name, needed in needs.items() if not needed & needs.keys()]:
        for name in free:
            del needs[name]
    assert not needs, "\n".join(f"{one} -> {sorted(needed & needs.keys())}" for one, needed in sorted(needs.items()))


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules_of(path: Path, known: Container[str]) -> Iterator[str]:
    """The modules that a file names, in a function or for type hints too; a name of a module is none itself."""
    for one in source(path).imports:
        if one.plain and one.module in known:
            yield one.module
        for name in one.names:
            inner = f"{one.module}.{name}"
            found = inner if inner in known else one.module
            if found in known:
                yield found


def test_the_formatter_formats_everything() -> None:
    marks = ("# fmt" + ": skip", "# fmt" + ": off")
    roots = (ROOT, ROOT.parent / "tests", ROOT.parent / "benchmarks")
    wrong = [
        str(path)
        for root in roots
        for path in root.rglob("*.py")
        if any(mark in path.read_text("utf-8") for mark in marks)
    ]
    assert not wrong, "\n".join(wrong)


def by_hand(path: Path) -> Iterator[str]:
    """What of a form's life (drafts, late answers, two versions, faults by field) a module takes care of itself."""
    said = source(path)
    for one in said.attributes:
        of_outbox = one.owner == "outbox" and one.name in ("sent", "refused")
        if of_outbox or one.name in ("put_draft", "get_draft", "drop_draft"):
            yield f"{name(path)}:{one.line} {one.name}"
    for text in said.texts:
        if text.text in FORM_ERRORS:
            yield f"{name(path)}:{text.line} {text.text}"
    asks = any((call.owner, call.name) == ("background", "run") for call in said.calls)
    makes = any((call.owner, call.name) == ("", "Form") for call in said.calls)
    if makes and asks and not any(module.startswith("agent_desk.ui.kit.pages.") for module in modules(path)):
        yield f"{name(path)} sends a form of its own"


def test_no_form_of_the_desk_takes_care_of_itself() -> None:
    """The drafted form and the kit's pages do; the shell and its list of unsent writes show the outbox as such."""
    wrong = [
        said
        for path in FILES
        if tier(path) in ("desk", "ui") and len(path.relative_to(ROOT).parts) > 2
        if path.relative_to(ROOT).parts[1] != "kit"
        for said in by_hand(path)
    ]
    assert not wrong, "\n".join(wrong)


KEYBOARD = {
    "QStackedWidget": ("ui/kit/covers.py", "Pages keeps the focus in its task when a page goes"),
    "QStackedLayout": ("ui/kit/covers.py", "Pages keeps the focus in its task when a page goes"),
    "QScrollArea": ("ui/kit/scrolled.py", "a ScrollArea takes the focus only where it is read"),
    "QPushButton": ("ui/kit/buttons.py", "a Button takes Enter"),
    "QToolButton": ("ui/kit/buttons.py", "a Button takes Enter"),
    "WidgetWithChildrenShortcut": ("ui/kit/shortcuts.py", "a key works wherever its panel is shown"),
    "WidgetShortcut": ("ui/kit/shortcuts.py", "a key works wherever its panel is shown"),
}
"""Parts of Qt that take the keyboard away from where it belongs: the one module that may use them, and what stands instead."""


def test_what_takes_the_keyboard_away_is_used_by_the_kit_alone() -> None:
    wrong = []
    for path in FILES:
        room, text = path.relative_to(ROOT).as_posix(), path.read_text("utf-8")
        if not room.startswith("ui/"):
            continue
        wrong += [
            f"{room}: {word} ({why})"
            for word, (keeper, why) in KEYBOARD.items()
            if room != keeper and re.search(rf"\b{word}\b", text)
        ]
        # A dialog or a menu that is executed lets nothing else have the keys; the program itself is run so, once.
        wrong += [
            f"{room}: {called} (open it, do not execute it)"
            for called in re.findall(r"\b(?!application)\w+\.exec\(", text)
        ]
    assert not wrong, "\n".join(wrong)


def test_every_module_says_what_it_is() -> None:
    silent = [name(path) for path in FILES if not source(path).docstring]
    assert not silent, "\n".join(silent)


def test_no_service_commits() -> None:
    wrong = [
        f"{name(path)}:{call.line}"
        for path in FILES
        if tier(path) == "hub" and path.name != "database.py"
        for call in source(path).calls
        if call.name == "commit"
        # The demonstration's seed loads by COPY, batch by batch, before any hub serves.
        and not {"commands", "demo"} & set(path.parts)
    ]
    assert not wrong, "\n".join(wrong)


def test_a_stale_edit_is_refused_in_one_place() -> None:
    wrong = [
        f"{name(path)}:{call.line}"
        for path in FILES
        if tier(path) == "hub" and name(path) != "hub/kit/records.py"
        for call in source(path).calls
        if call.name == "StaleVersion"
    ]
    assert not wrong, "\n".join(wrong)


MOCKS = ("unittest.mock", "pytest_mock", "responses", "requests_mock")


def test_tests_mock_nothing_but_sockets_and_clocks() -> None:
    folder = Path(__file__).parent
    wrong = [
        f"{path.relative_to(folder)} imports {module}"
        for path in folder.rglob("*.py")
        for module in modules(path)
        if module.startswith(MOCKS)
    ]
    assert not wrong, "\n".join(wrong)


def test_tests_of_an_area_lean_on_no_other_areas_tests() -> None:
    """What several areas start from is in tests/fixtures; a conftest, and what a test file makes for itself, is its own area's."""
    folder = Path(__file__).parent
    wrong = []
    for path in folder.rglob("*.py"):
        own = path.relative_to(folder).parts
        area = ("tests", *own[: min(2, len(own) - 1)])
        for module in modules(path):
            parts = tuple(module.split("."))
            if parts[0] != "tests" or parts[:2] in (("tests",), ("tests", "fixtures")) or own[0] == "pbx" == parts[1]:
                continue
            if len(area) == 1 or parts[: len(area)] != area:
                wrong.append(f"{path.relative_to(folder)} imports {module}")
    assert not wrong, "\n".join(wrong)


def test_no_property_is_timed() -> None:
    """Examples are made up by `tests/fixtures/properties.py`: how long one takes says what else the machine does."""
    folder = Path(__file__).parent
    makes = [path.relative_to(folder).as_posix() for path in folder.rglob("*.py") if "hypothesis" in modules(path)]
    assert makes == ["fixtures/properties.py"]


@pytest.mark.parametrize("folder", ["agent_desk", "tests", "docs", "benchmarks", "resources"])
def test_no_path_of_a_builders_machine_is_in_the_repository(folder: str) -> None:
    root = ROOT.parent / folder
    words = ("/work/" + "main", "/root/" + ".", "/work/" + "shared")
    wrong = [
        f"{path}: {word}"
        for path in root.rglob("*")
        if path.suffix in (".py", ".md", ".toml", ".ts", ".qss", ".json") and "__pycache__" not in path.parts
        for word in words
        if word in path.read_text(encoding="utf-8", errors="ignore")
    ]
    assert not wrong, "\n".join(wrong)
