-- From version 2 to 3: an index of the order in which articles are listed.
CREATE INDEX articles_in_order ON articles (ifnull(-published_second, 9223372036854775807), id);
