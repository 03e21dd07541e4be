ALTER TABLE rooms ADD COLUMN author TEXT COLLATE "C";

-- Who has the secret of one may join its room; a hash of it is kept.
CREATE TABLE invites (
  hash TEXT COLLATE "C" PRIMARY KEY,
  room BIGINT NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  author TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX invites_by_room ON invites (room, at);
