"""Projects at the seat, without pixels."""
