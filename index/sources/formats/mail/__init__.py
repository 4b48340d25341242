"""Mail in other files than `.eml`: each message is read as one."""
