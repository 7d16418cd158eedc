"""The telephone exchange: one Protocol, and its implementations (the simulated one; Asterisk)."""
