-- A room's number and an event's seq make the event's id: number * 2^32 + seq. So a room's events lie
-- together in the order of the log, and a page at any depth is one range of the table.
CREATE TABLE users (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  folded TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  seen INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE rooms (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  public_name TEXT UNIQUE,
  kind TEXT NOT NULL,
  permanent INTEGER NOT NULL,
  code TEXT NOT NULL,
  topic TEXT NOT NULL,
  lower TEXT,
  higher TEXT,
  epoch TEXT NOT NULL,
  head INTEGER NOT NULL,
  floor INTEGER NOT NULL,
  messages INTEGER NOT NULL
);
CREATE INDEX rooms_by_kind ON rooms (kind, id);
CREATE INDEX rooms_by_lower ON rooms (lower) WHERE lower IS NOT NULL;
CREATE INDEX rooms_by_higher ON rooms (higher) WHERE higher IS NOT NULL;

-- Every code ever given, for none is given twice.
CREATE TABLE codes (
  code TEXT PRIMARY KEY,
  room INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE members (
  user_id TEXT NOT NULL,
  room INTEGER NOT NULL,
  mark INTEGER NOT NULL,
  PRIMARY KEY (user_id, room)
) WITHOUT ROWID;
CREATE INDEX members_by_room ON members (room, user_id);

CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  author TEXT NOT NULL,
  author_name TEXT NOT NULL,
  author_kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  reply_to INTEGER,
  text TEXT NOT NULL,
  mentions TEXT
);

-- What makes a send unique, kept when its content is not.
CREATE TABLE send_keys (
  named TEXT NOT NULL,
  author TEXT NOT NULL,
  client_id TEXT NOT NULL,
  event INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (named, author, client_id)
) WITHOUT ROWID;

CREATE TABLE sessions (
  hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (user_id);
