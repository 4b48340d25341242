"""Documents and tables of office programs beside `.docx`."""
