-- From version 4 to 5: who says what.
-- Who says what in an article, in order; spans are JSON.
CREATE TABLE attributions (
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    speaker TEXT NOT NULL, -- '' if it is not certain
    office TEXT NOT NULL,
    direct INTEGER NOT NULL,
    speech INTEGER NOT NULL,
    first INTEGER NOT NULL, -- of the whole sentences
    after INTEGER NOT NULL,
    spans TEXT NOT NULL,
    PRIMARY KEY (article, place)
) WITHOUT ROWID;
CREATE INDEX attributions_by_speaker ON attributions (speaker, office);
-- The content and the version of the rules that an article's attributions were found with.
CREATE TABLE enrichments (
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    content_hash TEXT NOT NULL,
    rules TEXT NOT NULL
);
