"""Pictures of every screen: the real desk, driven through its screens and photographed. `agent-desk screenshots DIR` starts it."""
