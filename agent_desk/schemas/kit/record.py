"""What everything that crosses the wire is made of."""

from pydantic import BaseModel, ConfigDict


class WireRecord(BaseModel):
    """Be the base of records, forms and answers.

    A record's validator is built when the first one is read, not when its module is loaded: a seat loads the words of every area
    it can talk of, and reads a few of them in its first second (a third of what an agent's workspace takes to load). Pydantic
    builds under a lock, so threads may read the first one together.
    """

    model_config = ConfigDict(defer_build=True)
