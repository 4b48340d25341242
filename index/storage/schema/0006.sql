-- From version 5 to 6: what character recognition read, and where it stands in pictures.
CREATE TABLE recognised_lines (
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    first INTEGER NOT NULL,
    after INTEGER NOT NULL,
    page INTEGER NOT NULL,
    place TEXT NOT NULL,
    doubtful TEXT NOT NULL,
    PRIMARY KEY (article, first)
) WITHOUT ROWID;
CREATE TABLE page_images (
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    path TEXT NOT NULL,
    digest TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (article, page)
) WITHOUT ROWID;
