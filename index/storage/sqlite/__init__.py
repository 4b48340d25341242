"""SQLite: connections, the identity of files, and functions of its queries."""
