"""Directories that run for the tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.directory import openid_provider
from tests.directory import slapd as rig
from tests.directory.openid_provider import Provider
from tests.directory.slapd import Slapd


@pytest.fixture(scope="session")
def slapd_installed() -> None:
    rig.install()


@pytest.fixture
def slapd(slapd_installed: None, tmp_path: Path) -> Iterator[Slapd]:
    """A slapd with its people, for one test alone: it starts in half a second."""
    one = Slapd(tmp_path / "slapd").start()
    yield one
    one.stop()


@pytest.fixture(scope="session")
def provider_installed() -> None:
    openid_provider.install()


@pytest.fixture(scope="module")
def provider(provider_installed: None) -> Iterator[Provider]:
    """An OpenID provider, for the tests of one file."""
    one = Provider().start()
    yield one
    one.stop()
