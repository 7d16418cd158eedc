"""`python -m agent_desk.demo.robots`: settings as one line of JSON on standard input, the ledger as JSON at the end.

Lines after the settings: `drain` (bring calls to an end), `leave` (sign out and end). Standard output: `ready` when all
sit at their seats, then the ledger.
"""

import logging
import signal
import sys

from PySide6.QtCore import QCoreApplication

from agent_desk.demo.robots.crew import Crew, listen, say
from agent_desk.demo.robots.settings import RobotSettings


def main() -> int:
    """Work until told to leave; the exit status is 0."""
    logging.basicConfig(level="WARNING", stream=sys.stderr)
    # Ctrl-C is for the one who started us: they tell us to leave.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    settings = RobotSettings.model_validate_json(sys.stdin.readline())
    application = QCoreApplication(sys.argv)
    crew = Crew(settings, application)
    listen(crew)
    application.exec()
    say(crew.account.ledger().model_dump_json())
    return 0


if __name__ == "__main__":
    sys.exit(main())
