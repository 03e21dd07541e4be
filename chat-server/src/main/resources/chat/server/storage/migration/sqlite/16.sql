-- Messages have files. The column has their descriptions, as a JSON array of the wire's File, or NULL.
ALTER TABLE messages ADD COLUMN files TEXT;

DROP VIEW log;
CREATE VIEW log AS
  SELECT id, type, author, author_name, author_kind, at, client_id, reply_to, text, mentions, thread, rev,
    state, files, CAST(NULL AS INTEGER) AS target, CAST(NULL AS TEXT) AS body FROM messages
  UNION ALL
  SELECT id, type, author, author_name, author_kind, at, client_id, CAST(NULL AS INTEGER) AS reply_to,
    CAST(NULL AS TEXT) AS text, CAST(NULL AS TEXT) AS mentions, CAST(NULL AS INTEGER) AS thread,
    0 AS rev, CAST(NULL AS TEXT) AS state, CAST(NULL AS TEXT) AS files, target, body FROM events;

-- Uploads, and the files of messages: the bytes of each are in FILES_DIR, under its id. room is the id of the
-- room that it was uploaded for, message the id of the message that has bound it. received is how many bytes
-- are on disk. space is what it takes of FILES_QUOTA. info describes the file, as a JSON object, until it is
-- bound: then the message does. The bytes of an erased one are to be deleted, and the row after them.
CREATE TABLE files (
  id TEXT PRIMARY KEY,
  room TEXT NOT NULL,
  uploader TEXT NOT NULL,
  client_id TEXT,
  created INTEGER NOT NULL,
  length INTEGER NOT NULL,
  received INTEGER NOT NULL,
  finished INTEGER NOT NULL,
  space INTEGER NOT NULL,
  info TEXT NOT NULL,
  message INTEGER,
  erased INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE UNIQUE INDEX files_by_key ON files (uploader, room, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX files_by_message ON files (message) WHERE message IS NOT NULL;
CREATE INDEX files_unbound ON files (created) WHERE message IS NULL AND erased = 0;
CREATE INDEX files_unfinished ON files (uploader) WHERE finished = 0 AND erased = 0;
CREATE INDEX files_erased ON files (id) WHERE erased = 1;

-- The sum of the column space, in the only row.
CREATE TABLE file_space (
  bytes INTEGER NOT NULL
);
INSERT INTO file_space (bytes) VALUES (0);
