package chat.server.storage.sql;

/** What a failure of the writer is to be blamed on, and so what fails with it. */
public enum FailureScope {
  /** The change alone: the others of its group are done without it. */
  CHANGE,

  /** The database, for now: it is full, locked or away, and the whole group fails at once. */
  DATABASE,

  /** The disk: a commit may be half done on it, so nothing read from now on can be trusted. */
  DISK
}
