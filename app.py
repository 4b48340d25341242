"""Start everything."""
