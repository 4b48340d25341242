"""The `dateline` command: `start.py` is its entry, and `main.py` dispatches.

`*_commands.py` parse, call and print. `serve.py` starts the server, and `watch_loop.py` keeps
sources up to date.
"""
