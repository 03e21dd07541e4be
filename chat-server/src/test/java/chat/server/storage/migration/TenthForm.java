package chat.server.storage.migration;

import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;

/** A step that changes nothing. Stateless. */
final class TenthForm implements Form {
  @Override
  public void fill(SqlSession session) {
    // nothing is new
  }

  @Override
  public void check(SqlStore store) {
    // nothing was filled in
  }
}
