"""RSS, Atom and JSON feeds as items that can be added."""
