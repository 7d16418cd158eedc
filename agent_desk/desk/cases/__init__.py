"""Cases at the seat, without pixels."""
