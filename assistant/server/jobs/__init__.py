"""One queue for everything that writes: jobs of REST and uploads of the screen."""
