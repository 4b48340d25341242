"""A question in, an Answer out: `pipeline.py` is the whole story, and the folders below it are its
parts and its interfaces.
"""
