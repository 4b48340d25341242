"""What English outlets print around their texts: notices, corrections, embargoes, headlines."""
