-- From version 3 to 4: indexes for filters, outlets and months that hold all that these read.
DROP INDEX articles_by_date;
CREATE INDEX articles_by_date ON articles (published_second, source_key, source);
CREATE INDEX articles_by_source ON articles (source_key, published_second, source);
