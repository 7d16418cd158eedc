"""The central service: it owns every state, decides every right, and speaks HTTPS and one WebSocket to the seats."""
