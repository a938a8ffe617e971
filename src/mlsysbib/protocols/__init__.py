"""Protocols by which other programs ask: assistants by that of model contexts."""
