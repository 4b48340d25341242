"""The `dateline` command: `dateline_start.py` and `start.py` are its entry, `main.py` dispatches.

`*_commands.py` parse, call and print. `serve.py` starts the server, and `watch_loop.py` keeps
sources up to date.
"""
