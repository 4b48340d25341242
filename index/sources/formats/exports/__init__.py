"""Exports of news databases: Nexis, Factiva and ProQuest write many articles into one file."""
