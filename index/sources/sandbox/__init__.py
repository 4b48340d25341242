"""The process that reads all foreign bytes, with limits of time and memory.

`sandbox.py` starts it, `worker.py` runs in it.
"""
