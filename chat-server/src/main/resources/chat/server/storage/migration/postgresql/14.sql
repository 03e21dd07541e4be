-- The messages that mention users, by name or, with an empty user_id, with all: one row for each message and
-- user. at is the time of the message, message its id, as in the table reactions. The key is in the order in
-- which a user's mentions in one room are read, the newest first.
CREATE TABLE mentions (
  user_id TEXT COLLATE "C" NOT NULL,
  room BIGINT NOT NULL,
  at BIGINT NOT NULL,
  message BIGINT NOT NULL,
  PRIMARY KEY (user_id, room, at, message)
);
CREATE INDEX mentions_by_message ON mentions (message);

INSERT INTO mentions (user_id, room, at, message)
  SELECT DISTINCT mention ->> 0, messages.id >> 32, messages.at, messages.id
  FROM messages, json_array_elements(messages.mentions::json) AS mention
  WHERE messages.mentions IS NOT NULL AND json_array_length(mention) > 3;
