"""The Search tab: results, pages, the plot of matches over time."""
