-- The log is general. A message has one row, in messages, which is its event and its state: what edits it
-- changes the row. Every other event has a row in events. So the pages of messages, counts, retention and
-- search never read other events, and a message's text is in one place.
ALTER TABLE events RENAME TO messages;

-- body: the event's own fields as JSON, as on the wire. target: the seq of the message that it is about.
CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  author TEXT NOT NULL,
  author_name TEXT NOT NULL,
  author_kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  target INTEGER,
  body TEXT NOT NULL
);
CREATE INDEX events_without_target ON events (id) WHERE target IS NULL;

-- All events, to be read in the order of their ids.
CREATE VIEW log AS
  SELECT id, type, author, author_name, author_kind, at, client_id, reply_to, text, mentions,
    CAST(NULL AS INTEGER) AS target, CAST(NULL AS TEXT) AS body FROM messages
  UNION ALL
  SELECT id, type, author, author_name, author_kind, at, client_id, CAST(NULL AS INTEGER) AS reply_to,
    CAST(NULL AS TEXT) AS text, CAST(NULL AS TEXT) AS mentions, target, body FROM events;

-- What the event of a key is about, null for a message: see RoomEvent.subject.
ALTER TABLE send_keys ADD COLUMN subject TEXT;

-- messages counts those that are kept. Until now it counted all that were ever posted, and all events were
-- messages.
UPDATE rooms SET messages = CASE WHEN messages > floor THEN messages - floor ELSE 0 END;

-- The role of a member: see the permission rules.
ALTER TABLE members ADD COLUMN role TEXT NOT NULL DEFAULT 'MEMBER';

-- The events of bots that are no messages: see events_by_bot, which is of messages now.
CREATE INDEX changes_by_bot ON events (author) WHERE author_kind = 'BOT';
