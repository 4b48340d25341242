"""What all interfaces of the server share: keys, host names, limits, workers, metrics, problems."""
