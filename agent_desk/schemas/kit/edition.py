"""Which program this is, and which edition of the interface it speaks.

The edition goes up when a desk or hub of before would misunderstand the other. A hub speaks its own edition and those down to
`OLDEST`; a desk speaks one. Whoever changes what goes over the wire in such a way raises `EDITION`, and `OLDEST` where desks of
before cannot be served any more.
"""

from typing import Final

PROGRAM: Final = "0.1.0"
"""Version of the program; a test holds it to that of the package."""
EDITION: Final = 2
"""Of this program. 1 was release 0.1.0, which did not say so."""
OLDEST: Final = 2
"""The oldest edition of a desk that a hub of this program serves."""
