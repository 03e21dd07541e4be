package chat.core.model;

import java.util.List;
import java.util.Optional;

/**
 * Where a connection comes from, as far as the number of public rooms is concerned: a host that
 * cannot tell clients apart by their users groups them, by address say. Immutable.
 *
 * @param groups nested, the widest first: the id of each begins with the id of the one before.
 *     Empty when nothing is counted
 */
public record Origin(List<Group> groups) {
  /** The origin of connections whose rooms are not counted together. */
  public static final Origin NONE = new Origin(List.of());

  /**
   * Connections that are counted together.
   *
   * @param id what stands for them, 1 to 64 of {@code A-Z a-z 0-9 _ -}; it is kept with their rooms
   * @param publicRooms the most public rooms created by their users that may exist, at least 1
   */
  public record Group(String id, int publicRooms) {
    /**
     * @throws IllegalArgumentException if a part is not as described
     */
    public Group {
      if (id.isEmpty() || id.length() > 64 || !Ids.isWord(id, 0) || publicRooms < 1) {
        throw new IllegalArgumentException("not a group: " + id + ", " + publicRooms);
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
        throw new IllegalArgumentException("groups are nested, the widest first");
      }
    }
  }

  /** The id of the narrowest group, from which the others follow; empty for {@link #NONE}. */
  public Optional<String> id() {
    return groups.isEmpty() ? Optional.empty() : Optional.of(groups.get(groups.size() - 1).id());
  }
}
