"""The knowledge base beside the call: search as you type, read, say, copy."""
