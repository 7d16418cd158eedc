"""Customers: who they are, how they are reached, and how an agent finds them."""
