"""Learns the weights of the program from labelled questions."""
