ALTER TABLE rooms ADD COLUMN author TEXT;

-- Who has the secret of one may join its room; a hash of it is kept.
CREATE TABLE invites (
  hash TEXT PRIMARY KEY,
  room INTEGER NOT NULL,
  id TEXT NOT NULL,
  author TEXT NOT NULL,
  at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX invites_by_room ON invites (room, at);
