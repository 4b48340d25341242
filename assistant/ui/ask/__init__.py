"""The Ask tab: questions, answers, evidence."""
