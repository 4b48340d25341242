"""The syntax of search queries: phrases, exclusions, groups, distances, prefixes and fields."""
