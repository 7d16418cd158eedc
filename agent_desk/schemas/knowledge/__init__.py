"""The knowledge base on the wire."""
