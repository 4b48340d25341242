"""What `dateline bench` measures: one module for each task, run in a separate process."""
