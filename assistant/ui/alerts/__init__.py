"""The alerts of the screen: made beside searches and answers, and listed in the Search tab."""
