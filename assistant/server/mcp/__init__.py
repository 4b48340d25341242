"""Serves the archive to agents by the Model Context Protocol: three tools, and the articles.

Nothing here writes. Keys are checked by the rest of the server, which mounts `make_mcp_app`.
"""
