"""Time: dates of evidence, times in quotations, lists by date."""
