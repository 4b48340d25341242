"""The little that Dateline knows of languages other than English: how their sites speak."""
