"""The data of answers and their options, which all of assistant may use."""
