"""What crawlers and browsers save: pages with what was said about them."""
