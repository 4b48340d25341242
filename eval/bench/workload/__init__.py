"""What the tasks work on: articles, questions, the product in parts, and the shape of results."""
