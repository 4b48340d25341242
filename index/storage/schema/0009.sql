-- From version 8 to 9: the values of facets, and collections.
CREATE TABLE labels (
    facet TEXT NOT NULL,
    key TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    value TEXT NOT NULL,
    PRIMARY KEY (facet, key, article)
) WITHOUT ROWID;
CREATE INDEX labels_by_article ON labels (article, facet);
CREATE TABLE collections (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created TEXT NOT NULL
);
CREATE TABLE collected (
    collection INTEGER NOT NULL REFERENCES collections (number) ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    PRIMARY KEY (collection, article)
) WITHOUT ROWID;
CREATE INDEX collected_by_article ON collected (article);
