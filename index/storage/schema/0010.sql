-- From version 9 to 10: removed articles that can be restored.
CREATE TABLE removed (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    published TEXT,
    removed INTEGER NOT NULL,
    goes INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    vectors TEXT NOT NULL,
    digest TEXT NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX removed_in_order ON removed (removed DESC, id);
CREATE INDEX removed_by_end ON removed (goes);
CREATE TABLE removed_names (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    id TEXT NOT NULL REFERENCES removed (id) ON DELETE CASCADE,
    PRIMARY KEY (kind, name, id)
) WITHOUT ROWID;
CREATE INDEX removed_names_by_id ON removed_names (id);
