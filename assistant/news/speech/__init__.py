"""Speech: whose words are asked for, and the statements of speakers."""
