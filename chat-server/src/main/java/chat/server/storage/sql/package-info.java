/**
 * SQL sessions, pools and the writer that commits in groups; what differs between SQLite and
 * PostgreSQL.
 */
package chat.server.storage.sql;
