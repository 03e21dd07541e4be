-- An index of the messages' words, made from the log: beside it, and made anew when it is lost.
-- A document's place is its time and its order in that millisecond, so the newest stand last.
CREATE TABLE documents (
  place INTEGER PRIMARY KEY,
  event INTEGER NOT NULL UNIQUE
);

-- How far each room is indexed, and from which log.
CREATE TABLE indexed (
  room INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL,
  floor INTEGER NOT NULL
);
CREATE INDEX indexed_by_id ON indexed (id);

-- By place. Words come ready, between spaces; what begins with # is where the document may be found.
CREATE VIRTUAL TABLE postings USING fts5 (
  words,
  content = '',
  contentless_delete = 1,
  detail = none,
  tokenize = "ascii tokenchars '#'"
);
