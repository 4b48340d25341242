"""The tests mirror the tree of the program."""

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
