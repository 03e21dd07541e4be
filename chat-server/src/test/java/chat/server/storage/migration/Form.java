package chat.server.storage.migration;

import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;

/**
 * What a store of one form is filled with, by SQL as that form had it, and how a store of the
 * latest form shows that all of it is still there. A new migration comes with one of these.
 */
interface Form {
  /** All there were, by their numbers. */
  List<Form> ALL =
      List.of(
          new FirstForm(),
          new SecondForm(),
          new ThirdForm(),
          new FourthForm(),
          new FifthForm(),
          new SixthForm(),
          new SeventhForm(),
          new EighthForm(),
          new NinthForm());

  void fill(SqlSession session) throws SQLException;

  void check(SqlStore store);
}
