"""The complaint form needs the centre's lists."""

import pytest

from tests.fixtures.cases import lists_of_the_form

__all__ = ["lists_of_the_form"]


@pytest.fixture(autouse=True)
def _lists_of_the_form(lists_of_the_form: None) -> None:
    return
