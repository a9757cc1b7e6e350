-- What SQLite has of its own: the large columns beside the small ones, and the words in FTS5.

CREATE TABLE body (
  seq    INTEGER PRIMARY KEY REFERENCES document (seq),
  month  INTEGER NOT NULL,
  title  TEXT NOT NULL,
  text   TEXT NOT NULL,
  json   BLOB NOT NULL,  -- the document as CONTRACT.md writes it, packed (store/pack.h)
  record BLOB NOT NULL   -- the annotated document, packed
) STRICT;

CREATE VIRTUAL TABLE words USING fts5 (
  title, text, content = 'body', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER body_words AFTER INSERT ON body BEGIN
  INSERT INTO words (rowid, title, text) VALUES (new.seq, new.title, new.text);
END;
