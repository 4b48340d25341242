"""Completes a follow-up question from the turns before it."""
