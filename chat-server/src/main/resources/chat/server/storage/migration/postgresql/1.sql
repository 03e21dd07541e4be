-- A room's number and an event's seq make the event's id: number * 2^32 + seq. So a room's events lie
-- together in the order of the log, and a page at any depth is one range of the table.
CREATE TABLE users (
  id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  folded TEXT COLLATE "C" NOT NULL UNIQUE,
  kind TEXT COLLATE "C" NOT NULL,
  seen BIGINT NOT NULL
);

CREATE TABLE rooms (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id TEXT COLLATE "C" NOT NULL UNIQUE,
  name TEXT COLLATE "C" NOT NULL,
  public_name TEXT COLLATE "C" UNIQUE,
  kind TEXT COLLATE "C" NOT NULL,
  permanent BIGINT NOT NULL,
  code TEXT COLLATE "C" NOT NULL,
  topic TEXT COLLATE "C" NOT NULL,
  lower TEXT COLLATE "C",
  higher TEXT COLLATE "C",
  epoch TEXT COLLATE "C" NOT NULL,
  head BIGINT NOT NULL,
  floor BIGINT NOT NULL,
  messages BIGINT NOT NULL
);
CREATE INDEX rooms_by_kind ON rooms (kind, id);
CREATE INDEX rooms_by_lower ON rooms (lower) WHERE lower IS NOT NULL;
CREATE INDEX rooms_by_higher ON rooms (higher) WHERE higher IS NOT NULL;

-- Every code ever given, for none is given twice.
CREATE TABLE codes (
  code TEXT COLLATE "C" PRIMARY KEY,
  room BIGINT NOT NULL
);

CREATE TABLE members (
  user_id TEXT COLLATE "C" NOT NULL,
  room BIGINT NOT NULL,
  mark BIGINT NOT NULL,
  PRIMARY KEY (user_id, room)
);
CREATE INDEX members_by_room ON members (room, user_id);

CREATE TABLE events (
  id BIGINT PRIMARY KEY,
  type TEXT COLLATE "C" NOT NULL,
  author TEXT COLLATE "C" NOT NULL,
  author_name TEXT COLLATE "C" NOT NULL,
  author_kind TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL,
  reply_to BIGINT,
  text TEXT NOT NULL,
  mentions TEXT
);

-- What makes a send unique, kept when its content is not.
CREATE TABLE send_keys (
  named TEXT COLLATE "C" NOT NULL,
  author TEXT COLLATE "C" NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL,
  event BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (named, author, client_id)
);

CREATE TABLE sessions (
  hash TEXT COLLATE "C" PRIMARY KEY,
  user_id TEXT COLLATE "C" NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);
