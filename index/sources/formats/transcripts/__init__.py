"""What was said, with the times of saying it: captions of broadcasts and recordings."""
