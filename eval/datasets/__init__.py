"""Reads labelled questions, one module for each file layout.

Each layout has `can_read`, which checks a place, and `read`, which returns the dataset.
"""
