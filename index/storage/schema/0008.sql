-- From version 7 to 8: what users set in articles.
CREATE TABLE edits (
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    edited TEXT NOT NULL,
    stated TEXT NOT NULL,
    read_hash TEXT NOT NULL
);
CREATE INDEX edits_by_hash ON edits (read_hash);
