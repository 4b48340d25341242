"""What a message asks for before any archive is searched."""
