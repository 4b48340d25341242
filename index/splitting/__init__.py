"""Articles as passages of whole sentences that fit the embedding model."""
