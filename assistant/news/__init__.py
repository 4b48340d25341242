"""The sense of time: periods in questions, times in quotations, lists by date."""
