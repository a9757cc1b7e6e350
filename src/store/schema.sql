-- What a store holds, for both databases.  What they write differently is written @LIKE_THIS and replaced (store/schema.c):
-- @TEXT (compared by bytes), @INT (64 bits), @REAL, @BLOB, @KEY (a number given in order), @STRICT, @ROWS_BY_KEY.
-- `body` and the index of words stand in sqlite.sql and postgres.sql.

CREATE TABLE meta (
  key   @TEXT PRIMARY KEY,
  value @TEXT NOT NULL
) @STRICT;

CREATE TABLE story (
  id        @TEXT PRIMARY KEY,
  title     @TEXT NOT NULL,             -- of its first document, until it is compared
  brief     @TEXT NOT NULL DEFAULT '',  -- this and what follows "outlets": once compared
  first_day @TEXT NOT NULL DEFAULT '',  -- publication of its earliest and latest document
  last_day  @TEXT NOT NULL DEFAULT '',
  documents @INT NOT NULL DEFAULT 0,
  outlets   @INT NOT NULL DEFAULT 0,
  earlier   @TEXT NOT NULL DEFAULT '',  -- the story it goes on from
  compared  @INT NOT NULL DEFAULT 0,    -- 0: documents have come since, so the comparison must be made anew
  origins   @INT NOT NULL DEFAULT 0,    -- behind its best supported claim
  agree     @INT NOT NULL DEFAULT 0,    -- claims of each relation
  differ    @INT NOT NULL DEFAULT 0,
  conflict  @INT NOT NULL DEFAULT 0,
  deny      @INT NOT NULL DEFAULT 0,
  single    @INT NOT NULL DEFAULT 0
) @STRICT;
CREATE INDEX story_earlier ON story (earlier) WHERE earlier <> '';
CREATE INDEX story_newest ON story (last_day DESC, id, first_day, documents);
CREATE INDEX story_conflict ON story (conflict DESC, last_day DESC, id);
-- The newest with a claim of a relation.
CREATE INDEX story_conflicts ON story (last_day DESC, id) WHERE conflict > 0;
CREATE INDEX story_denials ON story (last_day DESC, id) WHERE deny > 0;
CREATE INDEX story_differs ON story (last_day DESC, id) WHERE differ > 0;
CREATE INDEX story_agrees ON story (last_day DESC, id) WHERE agree > 0;
CREATE INDEX story_documents ON story (documents DESC, last_day DESC, id);
CREATE INDEX story_outlets ON story (outlets DESC, last_day DESC, id);
CREATE INDEX story_waiting ON story (last_day DESC, id) WHERE compared = 0;

CREATE TABLE comparison (
  story @TEXT PRIMARY KEY REFERENCES story (id),
  json  @BLOB NOT NULL                  -- packed (store/pack.h)
) @STRICT;

CREATE TABLE document (
  seq       @INT PRIMARY KEY,           -- order of arrival, from 1
  id        @TEXT NOT NULL UNIQUE,
  story     @TEXT NOT NULL REFERENCES story (id),
  outlet    @TEXT NOT NULL DEFAULT '',
  title     @TEXT NOT NULL DEFAULT '',
  published @TEXT NOT NULL DEFAULT '',
  day       @TEXT NOT NULL DEFAULT '',  -- of publication
  month     @INT NOT NULL DEFAULT 0,    -- of publication: 201609; 0 unknown
  language  @TEXT NOT NULL DEFAULT '',
  url       @TEXT NOT NULL DEFAULT '',  -- canonical: equal for the versions of one article
  revises   @TEXT NOT NULL DEFAULT '',  -- id of the document it is a newer version of
  raw       @TEXT NOT NULL DEFAULT '',  -- SHA-256 of the bytes it was read from, where they are kept
  added     @TEXT NOT NULL,             -- when it arrived, UTC
  pipeline  @TEXT NOT NULL              -- version of what made the record
) @STRICT;
CREATE INDEX document_story ON document (story, day, outlet);
CREATE INDEX document_day ON document (day, seq);
CREATE INDEX document_outlet ON document (outlet, day, seq);
CREATE INDEX document_url ON document (url, seq) WHERE url <> '';
CREATE INDEX document_pipeline ON document (pipeline, seq);

CREATE TABLE sketch (
  seq    @INT PRIMARY KEY REFERENCES document (seq),
  sketch @BLOB NOT NULL                 -- what grouping keeps of a document (story/sketch.h)
) @STRICT;

-- Everything a search can ask for but words, figures and days: who and what a document names, each once.
CREATE TABLE term (
  id        @KEY,
  kind      @TEXT NOT NULL,             -- entity, speaker, actor, country, place, at, type, certainty, outlet, language
  value     @TEXT NOT NULL,             -- as it is asked for: names folded (store/fold.h)
  label     @TEXT NOT NULL,             -- as people write it
  detail    @TEXT NOT NULL DEFAULT '',  -- of an entity: type, actor and country
  documents @INT NOT NULL DEFAULT 0,
  UNIQUE (kind, value)
) @STRICT;
CREATE INDEX term_frequent ON term (kind, documents DESC);

CREATE TABLE facet (
  term @INT NOT NULL REFERENCES term (id),
  seq  @INT NOT NULL REFERENCES document (seq),
  PRIMARY KEY (term, seq)
) @ROWS_BY_KEY;
CREATE INDEX facet_seq ON facet (seq);

-- Where the places are: of the terms of kind "at".  x y z: on the unit sphere, so that near is a short chord.
CREATE TABLE place (
  term @INT PRIMARY KEY REFERENCES term (id),
  lat  @REAL NOT NULL,
  lon  @REAL NOT NULL,
  x    @REAL NOT NULL,
  y    @REAL NOT NULL,
  z    @REAL NOT NULL
) @STRICT;
CREATE INDEX place_lat ON place (lat);

CREATE TABLE figure (
  seq     @INT NOT NULL REFERENCES document (seq),
  low     @REAL NOT NULL,
  high    @REAL NOT NULL,
  counted @TEXT NOT NULL DEFAULT '',
  state   @TEXT NOT NULL DEFAULT ''
) @STRICT;
CREATE INDEX figure_counted ON figure (counted, low, high, seq);
CREATE INDEX figure_state ON figure (state, low, high, seq);
CREATE INDEX figure_high ON figure (high, low, seq);
CREATE INDEX figure_seq ON figure (seq);

-- A row for each pair of actors of an event.
CREATE TABLE event (
  seq       @INT NOT NULL REFERENCES document (seq),
  event     @TEXT NOT NULL,             -- its id in the document: "v1"
  day       @TEXT NOT NULL DEFAULT '',  -- when it happened, else when it was published
  type      @TEXT NOT NULL DEFAULT '',  -- PLOVER
  cameo     @TEXT NOT NULL DEFAULT '',
  quad      @INT NOT NULL DEFAULT 0,
  source    @TEXT NOT NULL DEFAULT '',
  target    @TEXT NOT NULL DEFAULT '',
  certainty @TEXT NOT NULL DEFAULT '',
  at        @INT NOT NULL DEFAULT 0,    -- its sentence, in code points of the text
  n         @INT NOT NULL DEFAULT 0
) @STRICT;
-- All that counting needs, so that no row is read for it.
CREATE INDEX event_source ON event (source, target, day, quad);
CREATE INDEX event_target ON event (target, source, day, quad);
CREATE INDEX event_seq ON event (seq);

-- What happened to stories, in order: for whoever follows them.
CREATE TABLE change (
  n     @KEY,
  story @TEXT NOT NULL,
  kind  @TEXT NOT NULL,                 -- documents, compared
  at    @TEXT NOT NULL
) @STRICT;

-- Documents that grouping put into another story than before.
CREATE TABLE move (
  n     @KEY,
  seq   @INT NOT NULL REFERENCES document (seq),
  story @TEXT NOT NULL,                 -- it was in
  went  @TEXT NOT NULL,                 -- it is in now, or was before a later move
  why   @TEXT NOT NULL,                 -- merge, move
  at    @TEXT NOT NULL
) @STRICT;
CREATE INDEX move_story ON move (story, n);

-- What coders decided.  Nothing the program found is ever overwritten by it; words and spans are kept so that a decision
-- still says what it was about when a later version finds something else.
CREATE TABLE decision (
  id          @KEY,
  at          @TEXT NOT NULL,
  coder       @TEXT NOT NULL,
  document    @TEXT NOT NULL DEFAULT '',
  story       @TEXT NOT NULL DEFAULT '',
  kind        @TEXT NOT NULL,           -- event, figure, statement, entity, claim
  finding     @TEXT NOT NULL,           -- its id: "v1"
  first       @INT NOT NULL DEFAULT 0,  -- its words, in code points
  last        @INT NOT NULL DEFAULT 0,
  quote       @TEXT NOT NULL DEFAULT '',
  field       @TEXT NOT NULL DEFAULT '', -- '': the finding as a whole
  verdict     @TEXT NOT NULL,           -- accept, correct, reject
  machine     @TEXT NOT NULL DEFAULT '', -- what the program had found
  value       @TEXT NOT NULL DEFAULT '', -- the right one
  reason      @TEXT NOT NULL DEFAULT '',
  note        @TEXT NOT NULL DEFAULT '',
  adjudicates @INT NOT NULL DEFAULT 0,
  pipeline    @TEXT NOT NULL DEFAULT ''
) @STRICT;
CREATE INDEX decision_document ON decision (document, finding);
CREATE INDEX decision_story ON decision (story, finding);

-- What `parallax watch` follows: feeds, and the pages it has fetched.
CREATE TABLE watched (
  url      @TEXT PRIMARY KEY,
  kind     @TEXT NOT NULL,              -- feed, page
  page     @TEXT NOT NULL UNIQUE,       -- a page's address in normal form; a feed's as it is
  etag     @TEXT NOT NULL DEFAULT '',
  modified @TEXT NOT NULL DEFAULT '',   -- Last-Modified, as the server wrote it
  next_s   @INT NOT NULL DEFAULT 0,     -- not before this, seconds since 1970
  failures @INT NOT NULL DEFAULT 0,     -- in a row
  status   @TEXT NOT NULL DEFAULT ''    -- what came of it last
) @STRICT;
