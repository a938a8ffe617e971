"""Protocols by which other programs ask: assistants by MCP, editors by LSP."""
