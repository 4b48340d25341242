"""Forms of questions and of other messages: what is asked for, and in which words."""
