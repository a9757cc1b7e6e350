-- What a store holds, in SQLite.  One row a document with its record as JSON, one a story; the words are indexed by FTS5.
-- Times of arrival are kept so that grouping can be taken up where it was left.

CREATE TABLE IF NOT EXISTS meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS story (
  id        TEXT PRIMARY KEY,
  title     TEXT NOT NULL,            -- of its first document, until it is compared
  first_day TEXT NOT NULL DEFAULT '', -- publication of its earliest and latest document
  last_day  TEXT NOT NULL DEFAULT '',
  documents INTEGER NOT NULL DEFAULT 0,
  outlets   INTEGER NOT NULL DEFAULT 0,
  json      TEXT                      -- the comparison; NULL when a document has come since it was made
) STRICT;

CREATE TABLE IF NOT EXISTS document (
  seq       INTEGER PRIMARY KEY,      -- order of arrival
  id        TEXT NOT NULL UNIQUE,
  story     TEXT NOT NULL REFERENCES story (id),
  outlet    TEXT NOT NULL DEFAULT '',
  title     TEXT NOT NULL DEFAULT '',
  published TEXT NOT NULL DEFAULT '',
  text      TEXT NOT NULL,
  json      TEXT NOT NULL,            -- the document as CONTRACT.md writes it
  record    TEXT NOT NULL,            -- the annotated document
  pipeline  TEXT NOT NULL,            -- version of what made the record
  sketch    BLOB NOT NULL             -- what grouping keeps of it (story/sketch.h)
) STRICT;
CREATE INDEX IF NOT EXISTS document_story ON document (story, published, seq);
CREATE INDEX IF NOT EXISTS story_last_day ON story (last_day);

CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
  title, text, content = 'document', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER IF NOT EXISTS document_words AFTER INSERT ON document BEGIN
  INSERT INTO words (rowid, title, text) VALUES (new.seq, new.title, new.text);
END;
