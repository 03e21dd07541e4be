-- Messages change. A row of messages is the message as its events have made it: rev is the seq of the last
-- event that changed it, state the rest as JSON (see MessageStateColumn). thread is the id of the root of its
-- thread; of older replies it is filled in by MessageThreads.fill.
ALTER TABLE messages ADD COLUMN thread BIGINT;
ALTER TABLE messages ADD COLUMN rev BIGINT NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN state TEXT;
ALTER TABLE messages ADD COLUMN deleted BIGINT NOT NULL DEFAULT 0;
CREATE INDEX messages_by_thread ON messages (thread, id) WHERE thread IS NOT NULL;

DROP VIEW log;
CREATE VIEW log AS
  SELECT id, type, author, author_name, author_kind, at, client_id, reply_to, text, mentions, thread, rev,
    state, CAST(NULL AS BIGINT) AS target, CAST(NULL AS TEXT) AS body FROM messages
  UNION ALL
  SELECT id, type, author, author_name, author_kind, at, client_id, CAST(NULL AS BIGINT) AS reply_to,
    CAST(NULL AS TEXT) AS text, CAST(NULL AS TEXT) AS mentions, CAST(NULL AS BIGINT) AS thread,
    CAST(0 AS BIGINT) AS rev, CAST(NULL AS TEXT) AS state, target, body FROM events;

-- The reactions in force. message and event are ids of events, here and below, so that removing a range of
-- a room's log is one range of each table.
CREATE TABLE reactions (
  message BIGINT NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL,
  emoji TEXT COLLATE "C" NOT NULL,
  event BIGINT NOT NULL,
  PRIMARY KEY (message, user_id, emoji)
);

-- The pins in force, by the event that made them.
CREATE TABLE pins (
  event BIGINT PRIMARY KEY,
  message BIGINT NOT NULL UNIQUE
);

-- The texts of edited messages: the first one, by the message's own id, has its text here; that of an edit
-- is in its event.
CREATE TABLE versions (
  message BIGINT NOT NULL,
  event BIGINT NOT NULL,
  text TEXT,
  PRIMARY KEY (message, event)
);

-- The events whose content was deleted but may still be in the file: see ErasedRows.
CREATE TABLE erasures (
  id BIGINT PRIMARY KEY
);
