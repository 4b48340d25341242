"""Parts of the reader of RTF: encodings, tables and the meaning of control words."""
