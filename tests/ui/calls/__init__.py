"""The calls area of the desk."""
