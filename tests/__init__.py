"""Tests, mirroring the package."""

import os
import sys

if sys.dont_write_bytecode and not sys.pycache_prefix:
    # Who wants no bytecode beside the sources gets it within the environment: else every worker compiles every library and
    # test anew, and so does each of the processes that journeys start.
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = os.path.join(sys.prefix, "bytecode")
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
