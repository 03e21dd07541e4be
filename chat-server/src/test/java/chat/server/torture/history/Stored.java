package chat.server.torture.history;

import chat.server.torture.history.History.Entry;
import chat.server.torture.history.History.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All logs of the end, by place and by key, and the commands that made them. Immutable. */
final class Stored {
  private final Map<String, StoredLog> logs = new HashMap<>();
  private final Map<String, Fold> folds = new HashMap<>();
  private final Map<Place, Seen> byPlace = new HashMap<>();
  private final Map<SendKey, List<Seen>> byKey = new HashMap<>();
  private final Map<SendKey, Command> commands = new HashMap<>();

  Stored(List<StoredLog> all, List<Entry> history) {
    for (Entry entry : history) {
      if (entry instanceof Sent sent) {
        commands.putIfAbsent(SendKey.of(sent), sent.command());
      }
    }
    for (StoredLog log : all) {
      logs.put(log.room(), log);
      folds.put(log.room(), new Fold());
      for (Seen seen : log.events()) {
        SendKey key = SendKey.of(seen.event());
        byPlace.put(new Place(log.room(), seen.event().seq()), seen);
        byKey.computeIfAbsent(key, each -> new ArrayList<>()).add(seen);
        folds.get(log.room()).add(asSent(seen), commands.get(key));
      }
    }
  }

  /** Clients take no client_id twice, so a key needs no room. */
  record SendKey(String author, String clientId) {
    static SendKey of(Event event) {
      return new SendKey(event.author(), event.clientId());
    }

    static SendKey of(Sent sent) {
      return new SendKey(sent.link().person(), sent.command().clientId());
    }
  }

  private record Place(String room, long seq) {}

  /** An event with the text that its client gave it, which a deletion takes from the store. */
  private Seen asSent(Seen seen) {
    Command command = commands.get(SendKey.of(seen.event()));
    return command == null || command.text().isEmpty()
        ? seen
        : new Seen(seen.event(), Content.text(command.text()));
  }

  List<StoredLog> logs() {
    return List.copyOf(logs.values());
  }

  Optional<StoredLog> log(String room) {
    return Optional.ofNullable(logs.get(room));
  }

  /** What the events of a room make of its messages; those of an unknown room make nothing. */
  Fold fold(String room) {
    return folds.getOrDefault(room, new Fold());
  }

  Optional<Seen> at(String room, long seq) {
    return Optional.ofNullable(byPlace.get(new Place(room, seq)));
  }

  Map<SendKey, List<Seen>> byKey() {
    return byKey;
  }

  Optional<Command> command(SendKey key) {
    return Optional.ofNullable(commands.get(key));
  }

  /** The event of a command; the first one, if there are more. */
  Optional<Event> of(SendKey key) {
    return Optional.ofNullable(byKey.get(key)).map(found -> found.get(0).event());
  }
}
