"""One archive on disk: `home.py` keeps the catalog (SQLite, the truth) and two indexes in step."""
