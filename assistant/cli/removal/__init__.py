"""The commands that remove articles, list and restore the removed ones, and erase them."""
