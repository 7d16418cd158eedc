"""Workspaces are tested at the seats of their people."""

from tests.fixtures.administrator import administrator
from tests.fixtures.calls import story
from tests.fixtures.cases import lists_of_the_form
from tests.fixtures.quality import centre, items, reviewer_seat, six_calls

__all__ = ["administrator", "centre", "items", "lists_of_the_form", "reviewer_seat", "six_calls", "story"]
