package chat.core;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.command.message.PostMessage;
import chat.core.command.room.JoinRoom;
import chat.core.event.Event;
import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import chat.core.model.User;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection to a {@link TestChat} that records what it receives. Confined to the test's thread.
 */
public final class TestClient {
  private final TestChat chat;
  private final User user;
  private final List<Event> heard = new ArrayList<>();
  private final List<Object> log = new ArrayList<>();
  private final ChatConnection connection;
  private final String keys;
  private int sends;

  TestClient(TestChat chat, User user) {
    this.chat = chat;
    this.user = user;
    this.keys = "c" + chat.countConnection() + "-";
    this.connection =
        chat.chat()
            .connect(
                user,
                batch -> {
                  heard.addAll(batch.events());
                  log.addAll(batch.events());
                });
  }

  public User user() {
    return user;
  }

  public ChatConnection connection() {
    return connection;
  }

  /** Submits a command without running it; the outcome will be in the list. */
  public <R extends Reply> List<Outcome<R>> ask(Command<R> command) {
    List<Outcome<R>> outcomes = new ArrayList<>();
    connection.execute(
        command,
        outcome -> {
          outcomes.add(outcome);
          log.add(outcome);
        });
    return outcomes;
  }

  /** Submits a command and runs everything that is ready. */
  public <R extends Reply> Outcome<R> outcome(Command<R> command) {
    List<Outcome<R>> outcomes = ask(command);
    chat.settle();
    if (outcomes.size() != 1) {
      throw new AssertionError(command + " was answered " + outcomes.size() + " times");
    }
    return outcomes.get(0);
  }

  /** Executes a command that must be accepted. */
  public <R extends Reply> R does(Command<R> command) {
    Outcome<R> outcome = outcome(command);
    if (outcome instanceof Outcome.Accepted<R> accepted) {
      return accepted.reply();
    }
    throw new AssertionError(command + " was refused: " + outcome);
  }

  /** Executes a command that must be rejected. */
  public <R extends Reply> Refusal refused(Command<R> command) {
    Outcome<R> outcome = outcome(command);
    if (outcome instanceof Outcome.Refused<R> refused) {
      return refused.refusal();
    }
    throw new AssertionError(command + " was accepted: " + outcome);
  }

  /** Executes a command with an invalid field; returns the field that the rejection names. */
  public <R extends Reply> String invalid(Command<R> command) {
    if (outcome(command) instanceof Outcome.Refused<R> refused
        && refused.refusal() == Refusal.INVALID) {
      return refused.field();
    }
    throw new AssertionError(command + " was not refused as invalid");
  }

  public JoinRoom.Joined joins(RoomId room) {
    return does(new JoinRoom(room));
  }

  /** Posts a message with a new key. */
  public PostMessage.Sent says(RoomId room, String text) {
    return does(post(room, text));
  }

  public PostMessage post(RoomId room, String text) {
    return new PostMessage(room, text, keys + sends++);
  }

  /** The events received since the last call. */
  public List<Event> heard() {
    List<Event> taken = List.copyOf(heard);
    heard.clear();
    return taken;
  }

  /** The events of one type received since the last call; the others are discarded. */
  public <T extends Event> List<T> heard(Class<T> kind) {
    return heard().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Outcomes and events since the last call, in order of arrival. */
  public List<Object> log() {
    List<Object> taken = List.copyOf(log);
    log.clear();
    return taken;
  }

  /** The texts of the messages received since the last call. */
  public List<String> texts() {
    return heard().stream()
        .filter(event -> event instanceof MessagePosted)
        .map(event -> ((MessagePosted) event).text())
        .toList();
  }

  public void close() {
    connection.close();
    chat.settle();
  }
}
