package chat.server.storage.sql;

/** The scope of a failure of the writer: what fails with it. */
public enum FailureScope {
  /** One change: the others of its group are repeated without it. */
  CHANGE,

  /**
   * The database, temporarily: it is full, locked or unreachable, and the whole group fails at
   * once.
   */
  DATABASE,

  /** The disk: a commit may be incomplete, so that no later read can be trusted. */
  DISK
}
