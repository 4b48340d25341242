"""Parts of the reader of JSON: layouts of records, streams."""
