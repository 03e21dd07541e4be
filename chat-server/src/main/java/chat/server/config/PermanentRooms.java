package chat.server.config;

import chat.core.model.RoomId;
import chat.core.model.RoomName;
import chat.core.model.RoomRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Parses the permanent rooms. Stateless. */
final class PermanentRooms {
  private PermanentRooms() {}

  /** Parses comma-separated names; each room's id is derived from its name. */
  static List<RoomRecord> parse(String text, Consumer<String> mistakes) {
    List<RoomRecord> rooms = new ArrayList<>();
    Map<String, String> nameById = new HashMap<>();
    Set<String> folded = new HashSet<>();
    for (String name : SettingParser.parts(text)) {
      String id = RoomId.kebab(name);
      Optional<String> fault = RoomName.check(name);
      if (fault.isPresent()) {
        mistakes.accept("contains \"" + name + "\": " + fault.get());
      } else if (id.isEmpty()) {
        mistakes.accept(
            "contains \"" + name + "\", which has no character that is valid in an id (a-z, 0-9).");
      } else if (nameById.containsKey(id)) {
        mistakes.accept(
            "contains \"%s\" and \"%s\", which have the same room id, %s."
                .formatted(nameById.get(id), name, id));
      } else if (!folded.add(RoomName.fold(name))) {
        mistakes.accept("contains \"" + name + "\" more than once.");
      } else {
        nameById.put(id, name);
        rooms.add(RoomRecord.permanent(RoomId.of(id), name));
      }
    }
    if (SettingParser.parts(text).isEmpty()) {
      mistakes.accept("must name at least one room.");
    }
    return rooms;
  }

  /** The room with this id or name, ignoring case; the first room if {@code idOrName} is blank. */
  static Optional<RoomId> find(List<RoomRecord> rooms, String idOrName) {
    String folded = RoomName.fold(idOrName);
    return rooms.stream()
        .filter(
            room ->
                folded.isEmpty()
                    || room.id().value().equals(idOrName.strip())
                    || RoomName.fold(room.name()).equals(folded))
        .map(RoomRecord::id)
        .findFirst();
  }
}
