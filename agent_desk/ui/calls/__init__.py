"""Calls on screen: the state bar, the call with its keys, the transfer, the wrap-up."""
