"""Administration at the seat, without pixels."""
