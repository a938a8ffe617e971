"""CSL-JSON 1.0.2."""
