"""Tasks at the desk: those of a case, and a person's own."""
