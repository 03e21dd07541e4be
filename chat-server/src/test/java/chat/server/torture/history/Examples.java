package chat.server.torture.history;

import chat.server.torture.history.History.Acked;
import chat.server.torture.history.History.Sent;
import java.util.List;
import java.util.Set;

/** Parts of histories of one room, in which ada and bob talk. Stateless. */
final class Examples {
  static final String ROOM = "general";
  static final Link ADA = new Link("ada", "ada-1", 1);
  static final Link BOB = new Link("bob", "bob-1", 1);

  private Examples() {}

  static Command message(String clientId) {
    return new Command.Send(ROOM, clientId, textOf(clientId), textOf(clientId), "", 0);
  }

  static String textOf(String clientId) {
    return "text of " + clientId;
  }

  static Sent sent(Link link, Command command) {
    return new Sent(link, command, false);
  }

  static Acked ack(Link link, Seen seen) {
    Event event = seen.event();
    return new Acked(link, event.room(), event.seq(), event.clientId(), event.at(), false);
  }

  /** A message that was not changed. */
  static Seen said(long seq, String author, String clientId) {
    return said(seq, author, clientId, textOf(clientId));
  }

  static Seen said(long seq, String author, String clientId, String text) {
    return new Seen(event(seq, Event.MESSAGE, author, clientId, 0, ""), Content.text(text));
  }

  static Seen shown(Seen message, Content content) {
    return new Seen(message.event(), content);
  }

  /** An event about a message. */
  static Seen change(
      long seq, String type, String author, String clientId, long target, String subject) {
    return new Seen(event(seq, type, author, clientId, target, subject), Content.NONE);
  }

  static Seen edit(long seq, String author, String clientId, long target, Content content) {
    return new Seen(event(seq, "message_edited", author, clientId, target, ""), content);
  }

  private static Event event(
      long seq, String type, String author, String clientId, long target, String subject) {
    return new Event(ROOM, seq, type, author, clientId, at(seq), target, 0, 0, subject);
  }

  static String at(long seq) {
    return "at " + seq;
  }

  static Page page(long head, Seen... events) {
    return new Page(ROOM, "e", head, List.of(events), false, 1);
  }

  static StoredLog log(Seen... events) {
    return new StoredLog(ROOM, "e", events.length, Set.of(), look(""), List.of(events));
  }

  static String look(String topic) {
    return StoredLog.look("general", topic);
  }
}
