"""Days as they are written: names of months and weekdays, and dates in words. Pure."""
