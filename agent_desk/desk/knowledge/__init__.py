"""Knowledge at the seat, without pixels."""
