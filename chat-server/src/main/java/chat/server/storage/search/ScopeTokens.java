package chat.server.storage.search;

import chat.core.model.RoomKind;
import chat.core.search.SearchScope;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Encodes the search scopes of a document as words that no text can contain. A room's number is
 * never reused, and its kind never changes. Stateless.
 */
final class ScopeTokens {
  /** The scope of all public rooms. */
  static final String PUBLIC = "#p";

  private ScopeTokens() {}

  /** The scopes of a room's documents. */
  static Set<String> of(RoomRow room) {
    return room.room().kind() == RoomKind.PUBLIC
        ? Set.of(PUBLIC, of(room.number()))
        : Set.of(of(room.number()));
  }

  private static String of(long room) {
    return "#" + room;
  }

  /** The numbers of the rooms among {@code scopes}. */
  static List<Long> rooms(Set<String> scopes) {
    return scopes.stream()
        .filter(scope -> !scope.equals(PUBLIC))
        .map(scope -> Long.valueOf(scope.substring(1)))
        .toList();
  }

  /** The scopes that a search covers; empty when it covers no room. */
  static Set<String> of(SqlSession session, SearchScope scope) throws SQLException {
    Set<String> scopes = new LinkedHashSet<>();
    if (scope.publicRooms()) {
      scopes.add(PUBLIC);
    }
    for (RoomRow room : RoomRow.find(session, scope.rooms())) {
      boolean isIn = scope.publicRooms() && room.room().kind() == RoomKind.PUBLIC;
      if (!isIn) {
        scopes.add(of(room.number()));
      }
    }
    return scopes;
  }
}
