-- What PostgreSQL has of its own: the large columns by month of publication (a partition each, made when its first
-- document comes), and the words as a tsvector.

CREATE TABLE body (
  seq    BIGINT NOT NULL,
  month  BIGINT NOT NULL,
  title  TEXT NOT NULL,
  text   TEXT NOT NULL,
  json   BYTEA NOT NULL,
  record BYTEA NOT NULL,
  words  TSVECTOR NOT NULL, -- of the folded title (A) and text (D)
  PRIMARY KEY (month, seq)
) PARTITION BY LIST (month);
CREATE INDEX body_words ON body USING gin (words);
CREATE INDEX body_seq ON body (seq);

-- The bytes documents were read from, gzipped; a SQLite store keeps them in a folder beside it.
CREATE TABLE raw (
  sha256 TEXT PRIMARY KEY,
  bytes  BYTEA NOT NULL
);
