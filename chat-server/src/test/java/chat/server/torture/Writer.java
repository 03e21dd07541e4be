package chat.server.torture;

import chat.server.torture.Scene.Person;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes up what a device says: to rooms, in conversations, and privately in rooms. Confined. */
final class Writer {
  private static final int LONG_TEXT = 3_000;

  private final Scene scene;
  private final Person person;
  private final String device;
  private final Random random;
  private int written;

  Writer(Scene scene, Person person, String device, Random random) {
    this.scene = scene;
    this.person = person;
    this.device = device;
    this.random = random;
  }

  /** The next message. */
  Outbox.Message next(Set<String> known) {
    String clientId = device + "-" + ++written;
    String text = clientId + " says " + "x".repeat(length());
    if (random.nextInt(4) == 0) {
      return privately(clientId, text, known);
    }
    String room = scene.rooms().get(random.nextInt(scene.rooms().size()));
    return new Outbox.Message(room, clientId, text, text, "");
  }

  /** Few are long, so that pages are cut by their weight too. */
  private int length() {
    return random.nextInt(30) == 0 ? random.nextInt(LONG_TEXT) : random.nextInt(60);
  }

  private Outbox.Message privately(String clientId, String text, Set<String> known) {
    List<Person> others =
        scene.people().stream().filter(each -> !each.id().equals(person.id())).toList();
    Person to = others.get(random.nextInt(others.size()));
    for (String room : known) {
      Set<String> readers = scene.directs.getOrDefault(room, Set.of());
      if (readers.contains(to.id()) && random.nextBoolean()) {
        return new Outbox.Message(room, clientId, text, text, to.id());
      }
    }
    String room = scene.rooms().get(random.nextInt(scene.rooms().size()));
    return new Outbox.Message(room, clientId, "@" + to.name() + " " + text, text, to.id());
  }
}
