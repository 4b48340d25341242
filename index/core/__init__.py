"""What all of the program may use: article, dates, text, errors, paths, threads."""
