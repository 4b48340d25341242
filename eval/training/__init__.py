"""Learns the weights of the program from labelled questions.

The modules here learn those of features; `reader` teaches the reader.
"""
