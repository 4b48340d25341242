"""What sites say around and in place of articles, in all languages that Dateline reads pages of."""
