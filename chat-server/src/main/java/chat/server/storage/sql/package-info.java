/**
 * SQL sessions, the read pool, the group-committing writer, and the dialects of SQLite and
 * PostgreSQL.
 */
package chat.server.storage.sql;
