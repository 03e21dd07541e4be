package chat.server.storage.migration;

import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;

/**
 * Sample data of one schema version, written by SQL of that version, and a check that a store of
 * the latest version still has all of it. Every new migration needs one.
 */
interface Form {
  /** All forms by schema version. */
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
          new NinthForm(),
          new TenthForm(),
          new EleventhForm(),
          new TwelfthForm(),
          new ThirteenthForm(),
          new FourteenthForm(),
          new FifteenthForm(),
          new SixteenthForm(),
          new SeventeenthForm());

  void fill(SqlSession session) throws SQLException;

  void check(SqlStore store);
}
