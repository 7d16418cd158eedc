"""Widgets are tested without a screen, unless the one who runs the tests names a platform."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
