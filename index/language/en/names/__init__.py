"""Names of countries, persons, organisations and media, and their variants."""
