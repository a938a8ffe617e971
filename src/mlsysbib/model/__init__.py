"""What a library holds: immutable facts, and what can be derived from them."""
