package chat.core.permission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The permissions in the table {@code permissions.txt}. Stateless. */
public final class PermissionTable {
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final String NO_SUCH_CASE = "-";

  /**
   * One cell. Immutable.
   *
   * @param command the command
   * @param kind the kind of room; {@code any} for a command without a room
   * @param role the role of the caller
   * @param expected {@code ok}, or the code of the rejection
   */
  public record Cell(String command, String kind, String role, String expected) {}

  private PermissionTable() {}

  /** Every cell that is not empty. */
  public static List<Cell> cells() {
    List<List<String>> rows = rows();
    List<String> head = rows.get(0);
    List<Cell> cells = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      if (row.size() != head.size()) {
        throw new IllegalStateException("a row of another length: " + row);
      }
      for (int column = 2; column < row.size(); column++) {
        if (!row.get(column).equals(NO_SUCH_CASE)) {
          cells.add(new Cell(row.get(0), row.get(1), head.get(column), row.get(column)));
        }
      }
    }
    return cells;
  }

  private static List<List<String>> rows() {
    try (InputStream file =
        PermissionTable.class.getResourceAsStream("/chat/core/permissions.txt")) {
      return new String(file.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> SPACES.splitAsStream(line.strip()).toList())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
