-- From version 9 to 10: alerts, the order in which articles arrive, and what alerts found.
CREATE TABLE arrivals (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    stream TEXT NOT NULL,
    UNIQUE (article, stream)
);
CREATE TABLE alerts (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    query TEXT NOT NULL,
    filters TEXT NOT NULL,
    streams TEXT NOT NULL,
    created TEXT NOT NULL,
    maker TEXT NOT NULL,
    born INTEGER NOT NULL,
    mark INTEGER NOT NULL,
    seen INTEGER NOT NULL DEFAULT 0,
    printed INTEGER NOT NULL DEFAULT 0,
    fault TEXT NOT NULL DEFAULT ''
);
CREATE TABLE findings (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    alert INTEGER NOT NULL REFERENCES alerts (number) ON DELETE CASCADE,
    article_id TEXT NOT NULL,
    found TEXT NOT NULL,
    first INTEGER NOT NULL,
    after INTEGER NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (alert, article_id)
);
CREATE INDEX findings_in_order ON findings (alert, number);
