package chat.server.storage.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Runs one statement for a set of values instead of one for each. A statement is prepared for few
 * sizes of a set, so that a session does not collect one for every size; what is left over is
 * filled with a value that no row has. Stateless.
 */
public final class InList {
  /** The values that one statement takes at most. */
  public static final int MOST = 1_024;

  /** Where the question marks of a statement's values belong. */
  private static final String VALUES = "(...)";

  /** Ids, names and codes are never empty. */
  private static final String NO_VALUE = "";

  private static final Long NO_NUMBER = -1L;

  private static final int[] SIZES = {1, 8, 64, MOST};

  private InList() {}

  /**
   * Runs a query for each {@value #MOST} values; the rows of all.
   *
   * @param sql has {@code (...)} in place of the values, after {@code IN}
   * @param before what is bound before the values
   */
  public static <T> List<T> list(
      SqlSession session,
      String sql,
      SqlSession.Row<T> row,
      Collection<String> values,
      Object... before)
      throws SQLException {
    return list(session, sql, row, values, NO_VALUE, before);
  }

  /** The same for numbers, none of which is negative. */
  public static <T> List<T> numbers(
      SqlSession session, String sql, SqlSession.Row<T> row, Collection<Long> values)
      throws SQLException {
    return list(session, sql, row, values, NO_NUMBER);
  }

  private static <T, V> List<T> list(
      SqlSession session,
      String sql,
      SqlSession.Row<T> row,
      Collection<V> values,
      V noValue,
      Object... before)
      throws SQLException {
    List<T> found = new ArrayList<>();
    List<V> all = List.copyOf(values);
    for (int from = 0; from < all.size(); from += MOST) {
      List<V> some = all.subList(from, Math.min(from + MOST, all.size()));
      int size = size(some.size());
      found.addAll(session.list(filled(sql, size), row, bound(some, size, noValue, before)));
    }
    return found;
  }

  /** Runs a change for each {@value #MOST} values. */
  public static void update(
      SqlSession session, String sql, Collection<String> values, Object... before)
      throws SQLException {
    List<String> all = List.copyOf(values);
    for (int from = 0; from < all.size(); from += MOST) {
      List<String> some = all.subList(from, Math.min(from + MOST, all.size()));
      int size = size(some.size());
      session.update(filled(sql, size), bound(some, size, NO_VALUE, before));
    }
  }

  private static <V> Object[] bound(List<V> values, int size, V noValue, Object... before) {
    List<Object> bound = new ArrayList<>(List.of(before));
    bound.addAll(values);
    bound.addAll(Collections.nCopies(size - values.size(), noValue));
    return bound.toArray();
  }

  /** The least size that takes so many values. */
  public static int size(int values) {
    for (int size : SIZES) {
      if (values <= size) {
        return size;
      }
    }
    throw new IllegalArgumentException("more than " + MOST + " values: " + values);
  }

  /** The statement with so many places for values. */
  private static String filled(String sql, int size) {
    return sql.replace(VALUES, "(" + String.join(", ", Collections.nCopies(size, "?")) + ")");
  }
}
