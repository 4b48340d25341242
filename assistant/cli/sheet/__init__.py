"""A sheet of questions in, a sheet of answers out."""
