"""The simulated telephone exchange: a model on a virtual clock, a server, and the hub's line to it."""
