"""Protects the Gradio screen, and serves the pages of articles."""
