"""Alerts and what they found, for people and feed readers."""
