"""Quality at the seat, without pixels."""
