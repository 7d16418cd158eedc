"""Jobs that leave the house after the commit: procrastinate, whose rows live in PostgreSQL beside what they belong to."""

from typing import Any

import procrastinate
from procrastinate import PsycopgConnector, SyncPsycopgConnector
from sqlalchemy.orm import Session


class Jobs:
    """The job queue. Tasks are registered by the areas when the hub is built; any hub may run them."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self.app = procrastinate.App(connector=SyncPsycopgConnector(conninfo=dsn))

    def defer(self, db: Session, task: str, **arguments: Any) -> None:
        """Write the job's row in the session's own transaction: it exists if and only if the transaction commits."""
        db.flush()
        connection = db.connection().connection.driver_connection
        self.app.tasks[task].configure(connection=connection).defer(**arguments)

    def async_app(self) -> procrastinate.App:
        """The same tasks on a connector a worker can run with, inside the hub's event loop."""
        return self.app.with_connector(PsycopgConnector(conninfo=self._dsn, min_size=1, max_size=4))
