"""People at the seat, without pixels."""
