"""Registers on screen, made of their definitions; and the kinds themselves."""
