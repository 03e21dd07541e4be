-- Where the user was who created a public room: a keyed hash of the network, of which an address may
-- have created so many. See RoomOrigins.
ALTER TABLE rooms ADD COLUMN origin TEXT;
CREATE INDEX rooms_by_origin ON rooms (origin) WHERE origin IS NOT NULL;

-- What the store keeps to itself: random values, made once.
CREATE TABLE secrets (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
