package chat.server.torture;

import chat.server.torture.History.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All logs of the end, by place and by key. Immutable once made. */
final class Stored {
  private final Map<String, StoredLog> logs = new HashMap<>();
  private final Map<Place, Said> byPlace = new HashMap<>();
  private final Map<SendKey, List<Said>> byKey = new HashMap<>();

  Stored(List<StoredLog> all) {
    for (StoredLog log : all) {
      logs.put(log.room(), log);
      for (Said said : log.events()) {
        byPlace.put(new Place(said.room(), said.seq()), said);
        byKey.computeIfAbsent(SendKey.of(said), key -> new ArrayList<>()).add(said);
      }
    }
  }

  /** Clients take no client_id twice, so a key needs no room. */
  record SendKey(String author, String clientId) {
    static SendKey of(Said said) {
      return new SendKey(said.author(), said.clientId());
    }
  }

  private record Place(String room, long seq) {}

  List<StoredLog> logs() {
    return List.copyOf(logs.values());
  }

  Optional<StoredLog> log(String room) {
    return Optional.ofNullable(logs.get(room));
  }

  Optional<Said> at(String room, long seq) {
    return Optional.ofNullable(byPlace.get(new Place(room, seq)));
  }

  Map<SendKey, List<Said>> byKey() {
    return byKey;
  }

  /** Where a send is kept; the first place, if there are more. */
  Optional<Said> of(SendKey key) {
    return Optional.ofNullable(byKey.get(key)).map(found -> found.get(0));
  }
}
