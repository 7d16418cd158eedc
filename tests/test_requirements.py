"""What a bank installs is locked by version and hash, in files without addresses that any mirror can serve."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
FILES = {"requirements-hub.txt": ("hub",), "requirements-desk.txt": ()}
_LINE = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;]+)([^\\\n]*)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n", re.M)


def locked(name: str) -> set[tuple[str, str]]:
    """Return packages and versions of a file, some in one for each Python; every line has at least one hash and nothing else."""
    words = (ROOT / name).read_text("utf-8")
    found = {(str(canonicalize_name(one[1])), one[2]) for one in _LINE.finditer(words)}
    assert _LINE.sub("", words).strip() == "", "something that is no locked package"
    return found


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def needed(requirements: list[str], extra: str = "") -> Iterator[tuple[str, str]]:
    """Yield what these need on this machine, down to the last, with the versions that are installed."""
    waiting, seen = [(Requirement(one), extra) for one in requirements], set()
    while waiting:
        wanted, of = waiting.pop()
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": of}):
            continue
        for more in ["", *wanted.extras]:
            key = (canonicalize_name(wanted.name), more)
            if key in seen:
                continue
            seen.add(key)
            try:
                there = distribution(wanted.name)
            except PackageNotFoundError:
                continue
            yield canonicalize_name(wanted.name), there.version
            waiting += [(Requirement(one), more) for one in there.requires or []]


@pytest.mark.parametrize(("name", "extras"), FILES.items())
def test_every_package_of_an_installation_is_locked_with_hashes(name: str, extras: tuple[str, ...]) -> None:
    told = project()["project"]
    wanted = [*told["dependencies"], *(one for extra in extras for one in told["optional-dependencies"][extra])]
    assert set(needed(wanted)) - locked(name) == set(), "run .ci/requirements update"


@pytest.mark.parametrize("name", FILES)
def test_they_are_the_versions_that_everybody_works_with(name: str) -> None:
    pinned = [Requirement(one) for one in project()["tool"]["uv"]["constraint-dependencies"]]
    names = {canonicalize_name(one.name) for one in pinned}
    held = {(package, version) for package, version in locked(name) if package in names}
    right = {
        (package, version)
        for package, version in held
        for one in pinned
        if canonicalize_name(one.name) == package and one.specifier.contains(version, prereleases=True)
    }
    assert (held - right, len(held) > 10) == (set(), True)


def test_the_desk_s_are_among_the_hub_s() -> None:
    assert locked("requirements-desk.txt") <= locked("requirements-hub.txt")


@pytest.mark.parametrize("name", FILES)
def test_there_are_no_addresses_in_them(name: str) -> None:
    words = (ROOT / name).read_text("utf-8")
    assert not re.search(r"://|--index|--find-links|--trusted", words)
