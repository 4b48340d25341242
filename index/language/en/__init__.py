"""English: function words, dates, answer types, speakers, names, synonyms, phrases of chats and
sites."""
