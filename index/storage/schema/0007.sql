-- From version 6 to 7: terms of articles, what they allow, withdrawals and the ledger.
ALTER TABLE articles ADD COLUMN terms TEXT NOT NULL DEFAULT '';
ALTER TABLE versions ADD COLUMN terms TEXT NOT NULL DEFAULT '';
CREATE TABLE permissions (
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    opens INTEGER NOT NULL,
    closes INTEGER NOT NULL,
    republish INTEGER
);
CREATE INDEX permissions_by_opening ON permissions (opens);
CREATE INDEX permissions_by_closing ON permissions (closes);
CREATE INDEX permissions_to_republish ON permissions (republish, article);
CREATE TABLE items (
    guid TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    second INTEGER
) WITHOUT ROWID;
CREATE INDEX items_by_article ON items (article);
CREATE TABLE notices (
    guid TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    number INTEGER NOT NULL,
    second INTEGER,
    reason TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE ledger (
    number INTEGER PRIMARY KEY,
    moment TEXT NOT NULL,
    action TEXT NOT NULL,
    article TEXT NOT NULL,
    place TEXT NOT NULL,
    process TEXT NOT NULL,
    detail TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE INDEX ledger_by_article ON ledger (article);
CREATE TRIGGER ledger_is_kept BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never deleted'); END;
CREATE TRIGGER ledger_is_fixed BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
