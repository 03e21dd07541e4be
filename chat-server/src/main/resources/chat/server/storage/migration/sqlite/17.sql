-- Both halves of the view have the same affinity in each column. Otherwise SQLite does not merge them in the
-- order of ids, and reads and sorts all rows of a room for any page of its log.
DROP VIEW log;
CREATE VIEW log AS
  SELECT id, type, author, author_name, author_kind, at, client_id, reply_to, text, mentions, thread, rev,
    state, files, CAST(NULL AS INTEGER) AS target, CAST(NULL AS TEXT) AS body FROM messages
  UNION ALL
  SELECT id, type, author, author_name, author_kind, at, client_id, CAST(NULL AS INTEGER) AS reply_to,
    CAST(NULL AS TEXT) AS text, CAST(NULL AS TEXT) AS mentions, CAST(NULL AS INTEGER) AS thread,
    CAST(0 AS INTEGER) AS rev, CAST(NULL AS TEXT) AS state, CAST(NULL AS TEXT) AS files, target, body
  FROM events;
