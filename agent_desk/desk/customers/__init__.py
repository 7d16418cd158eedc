"""Customers at the seat, without pixels."""
