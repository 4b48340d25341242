"""The one schema of requests and answers, which the command line and all interfaces share."""
