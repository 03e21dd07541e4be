package chat.server.storage.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Runs one statement for a set of values instead of one for each. Statements are prepared for a few
 * sizes only, so that a session does not accumulate one for every size; unused parameters are set
 * to a value that no row has. Stateless.
 */
public final class InList {
  /** The maximum number of values of one statement. */
  public static final int MOST = 1_024;

  /** The placeholder for the parameters of a statement. */
  private static final String VALUES = "(...)";

  /** Ids, names and codes are never empty. */
  private static final String NO_VALUE = "";

  private static final Long NO_NUMBER = -1L;

  private static final int[] SIZES = {1, 8, 64, MOST};

  private InList() {}

  /**
   * Runs a query for each {@value #MOST} values and returns all rows.
   *
   * @param sql the query, with {@code IN (...)} in place of the values
   * @param before the parameters before the values
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

  /** Like {@link #list}, for numbers, none of which may be negative. */
  public static <T> List<T> numbers(
      SqlSession session,
      String sql,
      SqlSession.Row<T> row,
      Collection<Long> values,
      Object... before)
      throws SQLException {
    return list(session, sql, row, values, NO_NUMBER, before);
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

  /** Runs an update for each {@value #MOST} values. */
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

  /** The smallest size with room for {@code values} values. */
  public static int size(int values) {
    for (int size : SIZES) {
      if (values <= size) {
        return size;
      }
    }
    throw new IllegalArgumentException("more than " + MOST + " values: " + values);
  }

  /** The statement with {@code size} parameters. */
  private static String filled(String sql, int size) {
    return sql.replace(VALUES, "(" + String.join(", ", Collections.nCopies(size, "?")) + ")");
  }
}
