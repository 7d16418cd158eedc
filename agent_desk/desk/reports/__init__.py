"""Reports at the seat, without pixels."""
