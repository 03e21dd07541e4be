package chat.server.torture;

import chat.server.torture.Held.Known;
import chat.server.torture.Scene.Person;
import chat.server.torture.history.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Makes up what a device does: messages to rooms, in conversations and privately in rooms, replies,
 * and changes of the latest messages and of the room. Confined.
 */
final class Writer {
  private static final int LONG_TEXT = 3_000;
  private static final int TOPICS = 3;

  /** Emoji as they are written and as they are kept; few, so that clients collide. */
  private static final List<List<String>> EMOJI =
      List.of(
          List.of("\uD83D\uDC4D", "\uD83D\uDC4D"),
          List.of("\uD83C\uDF89", "\uD83C\uDF89"),
          List.of("\u2764", "\u2764\uFE0F"),
          List.of("\u2764\uFE0F", "\u2764\uFE0F"));

  private final Scene scene;
  private final Person person;
  private final String device;
  private final Random random;
  private final List<Command> set = new ArrayList<>(); // reactions and pins
  private int written;

  Writer(Scene scene, Person person, String device, Random random) {
    this.scene = scene;
    this.person = person;
    this.device = device;
    this.random = random;
  }

  /** The next command; empty when there is nothing that could be changed. */
  Optional<Command> next(Memory memory) {
    int dice = random.nextInt(100);
    if (dice < 35) {
      return Optional.of(message(memory));
    }
    if (dice < 40) {
      return changeOfRoom();
    }
    String room = one(List.copyOf(memory.rooms()));
    List<Known> messages = memory.of(room).latest();
    if (dice < 65) {
      messages = messages.stream().filter(each -> each.author().equals(person.id())).toList();
    }
    if (messages.isEmpty()) {
      return Optional.empty();
    }
    Known target = one(messages);
    if (dice < 57) {
      return Optional.of(edit(room, key(), target));
    }
    if (dice < 65) {
      return Optional.of(new Command.Delete(room, key(), target.seq(), one(List.of("", "wrong"))));
    }
    return toggle(room, target, dice >= 88);
  }

  /** Sets a reaction or a pin, or removes one that it set. */
  private Optional<Command> toggle(String room, Known target, boolean pin) {
    if (!set.isEmpty() && random.nextInt(3) == 0) {
      Command before = set.remove(random.nextInt(set.size()));
      return Optional.of(
          before instanceof Command.React react
              ? react(react.room(), react.target(), List.of(react.emoji(), react.kept()), false)
              : new Command.Pin(before.room(), key(), before.target(), false));
    }
    if (pin && !scene.mayPin(person, room)) {
      return Optional.empty();
    }
    Command command =
        pin
            ? new Command.Pin(room, key(), target.seq(), true)
            : react(room, target.seq(), one(EMOJI), random.nextInt(8) > 0);
    set.add(command);
    return Optional.of(command);
  }

  private Command react(String room, long target, List<String> emoji, boolean on) {
    return new Command.React(room, key(), target, emoji.get(0), emoji.get(1), on);
  }

  private String key() {
    return device + "-" + ++written;
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private Command edit(String room, String key, Known target) {
    // Two devices with the same text: the second edit changes nothing.
    String text =
        random.nextInt(5) == 0
            ? "the same for " + target.seq()
            : key + " edits" + mention() + "x".repeat(length());
    long base = random.nextBoolean() ? target.rev() : Command.Edit.ANY;
    return new Command.Edit(room, key, target.seq(), text, base);
  }

  private Optional<Command> changeOfRoom() {
    List<String> rooms = scene.rooms().stream().filter(r -> scene.mayChange(person, r)).toList();
    if (rooms.isEmpty()) {
      return Optional.empty();
    }
    String key = key();
    boolean name = random.nextInt(3) == 0;
    String value = name ? "Torture " + key : "Topic " + random.nextInt(TOPICS);
    return Optional.of(new Command.ChangeRoom(one(rooms), key, name ? "name" : "topic", value));
  }

  private Command message(Memory memory) {
    String clientId = key();
    String text = clientId + " says" + mention() + "x".repeat(length());
    if (random.nextInt(4) == 0) {
      return privately(clientId, text, memory.rooms());
    }
    String room = one(scene.rooms());
    return new Command.Send(room, clientId, text, text, "", answered(memory, room));
  }

  private String mention() {
    return random.nextInt(4) == 0 ? " to @" + one(scene.people()).name() + " " : " ";
  }

  /** A third are replies. */
  private long answered(Memory memory, String room) {
    List<Known> messages = memory.of(room).latest();
    return messages.isEmpty() || random.nextInt(3) > 0 ? 0 : one(messages).seq();
  }

  /** Few are long, so that pages are cut by their weight too. */
  private int length() {
    return random.nextInt(30) == 0 ? random.nextInt(LONG_TEXT) : random.nextInt(60);
  }

  private Command privately(String clientId, String text, Set<String> known) {
    List<Person> others =
        scene.people().stream().filter(each -> !each.id().equals(person.id())).toList();
    Person to = one(others);
    for (String room : known) {
      Set<String> readers = scene.directs.getOrDefault(room, Set.of());
      if (readers.contains(to.id()) && random.nextBoolean()) {
        return new Command.Send(room, clientId, text, text, to.id(), 0);
      }
    }
    String said = "@" + to.name() + " " + text;
    return new Command.Send(one(scene.rooms()), clientId, said, text, to.id(), 0);
  }
}
