"""Readers of labelled questions, one module a layout of files.

Each has `fits`, which says whether a place is of its layout, and `read`, which gives the dataset.
"""
