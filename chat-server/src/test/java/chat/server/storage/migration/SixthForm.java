package chat.server.storage.migration;

import static chat.core.port.Samples.AT;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.core.model.User;
import chat.core.model.UserId;
import chat.server.storage.SqlStore;
import chat.server.storage.directory.UserRow;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A user whose name has vowel marks. Stateless. */
final class SixthForm implements Form {
  private static final String HINDI = "\u0939\u093f\u0928\u094d\u0926\u0940";
  private static final User USER = new User(UserId.of("hindi6"), HINDI, User.Kind.REGISTERED);

  @Override
  public void fill(SqlSession session) throws SQLException {
    UserRow.put(session, USER, AT);
  }

  @Override
  public void check(SqlStore store) {
    assertEquals(Map.of(HINDI, USER), done(store.directory().usersNamed(List.of(HINDI))));
    User twin = new User(UserId.of("twin6"), HINDI, User.Kind.GUEST);
    assertFalse(done(store.directory().addUser(twin, AT)));
  }
}
