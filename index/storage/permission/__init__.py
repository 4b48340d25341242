"""What may be shown, what publishers said of their items, and the ledger of all changes."""
