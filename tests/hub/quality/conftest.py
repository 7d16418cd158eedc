"""The small centre of the tests of quality."""

from tests.fixtures.quality import centre

__all__ = ["centre"]
