-- An index of the messages' words, made from the log. A document's place is its time and its order
-- in that millisecond, so the newest stand last. What begins with # among its words is where the
-- document may be found.
CREATE TABLE documents (
  place BIGINT PRIMARY KEY,
  event BIGINT NOT NULL UNIQUE,
  words TSVECTOR NOT NULL
);
CREATE INDEX documents_by_words ON documents USING gin (words);

-- How far each room is indexed, and from which log.
CREATE TABLE indexed (
  room BIGINT PRIMARY KEY,
  id TEXT COLLATE "C" NOT NULL,
  epoch TEXT COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL,
  floor BIGINT NOT NULL
);
CREATE INDEX indexed_by_id ON indexed (id);
