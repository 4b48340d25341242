"""The archive for agents, by the Model Context Protocol: three tools that read, and the articles.

Knows nothing of keys and of the rest of the server, which mounts `web.mcp_app`.
"""
