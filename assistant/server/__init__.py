"""The server: `middleware.py` lists everything that a request passes, in order.

`rest/`, `openai/`, `mcp/` and `screen/` are its interfaces, `jobs/` writes, and `http/` is what
they share.
"""
