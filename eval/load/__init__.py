"""A server under load: `locustfile.py`, for locust (`pip install 'dateline[load]'`)."""
