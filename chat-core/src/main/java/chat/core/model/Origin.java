package chat.core.model;

import java.util.List;
import java.util.Optional;

/**
 * The origin of a connection, by which public rooms are limited: a host that cannot distinguish
 * clients by their users groups them, for instance by address. Immutable.
 *
 * @param groups nested groups, the widest first: the id of each starts with the id of the preceding
 *     one. Empty for no limit
 */
public record Origin(List<Group> groups) {
  /** The origin of connections without such a limit. */
  public static final Origin NONE = new Origin(List.of());

  /**
   * Connections that are counted together.
   *
   * @param id identifies the group, 1 to 64 of {@code A-Z a-z 0-9 _ -}; it is stored with the rooms
   * @param publicRooms maximum number of existing public rooms created from the group, at least 1
   */
  public record Group(String id, int publicRooms) {
    /**
     * @throws IllegalArgumentException if a value is not as described
     */
    public Group {
      if (id.isEmpty() || id.length() > 64 || !Ids.isWord(id, 0) || publicRooms < 1) {
        throw new IllegalArgumentException("invalid group: " + id + ", " + publicRooms);
      }
    }
  }

  /**
   * @throws IllegalArgumentException if the groups are not nested
   */
  public Origin {
    groups = List.copyOf(groups);
    for (int i = 1; i < groups.size(); i++) {
      if (!groups.get(i).id().startsWith(groups.get(i - 1).id())) {
        throw new IllegalArgumentException("groups must be nested, the widest first");
      }
    }
  }

  /** The id of the narrowest group, from which the others follow; empty for {@link #NONE}. */
  public Optional<String> id() {
    return groups.isEmpty() ? Optional.empty() : Optional.of(groups.get(groups.size() - 1).id());
  }
}
