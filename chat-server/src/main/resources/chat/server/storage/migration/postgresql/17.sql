-- The same view as before: only that of SQLite read too much.
DROP VIEW log;
CREATE VIEW log AS
  SELECT id, type, author, author_name, author_kind, at, client_id, reply_to, text, mentions, thread, rev,
    state, files, CAST(NULL AS BIGINT) AS target, CAST(NULL AS TEXT) AS body FROM messages
  UNION ALL
  SELECT id, type, author, author_name, author_kind, at, client_id, CAST(NULL AS BIGINT) AS reply_to,
    CAST(NULL AS TEXT) AS text, CAST(NULL AS TEXT) AS mentions, CAST(NULL AS BIGINT) AS thread,
    CAST(0 AS BIGINT) AS rev, CAST(NULL AS TEXT) AS state, CAST(NULL AS TEXT) AS files, target, body
  FROM events;
