"""What will come, at the desk."""
