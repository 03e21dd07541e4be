package chat.server.torture;

import chat.server.torture.history.Own;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A command about a user's own state. Immutable.
 *
 * @param number unlike that of any other
 * @param value what it sets
 */
record Setting(long number, Type type, Own value) {
  /** Drafts are for no thread or for the one of the first message. */
  static final long ROOTS = 1;

  /** The end of a level of notifications that has one. */
  private static final String END = "2100-01-01T00:00:00.000Z";

  private static final List<String> LEVELS =
      List.of("all", "mentions", "none", "mentions " + END, "none " + END);

  private static final List<String> DRAFTS = List.of("", "begun", "begun again, number ");

  /** Types of frames. */
  enum Type {
    MARK_READ,
    MARK_UNREAD,
    SET_NOTIFICATIONS,
    SAVE_DRAFT,
    FOLLOW_THREAD,
    MARK_THREAD
  }

  /** A setting for a room; empty drafts remove the one before. */
  static Setting make(long number, String room, Held held, Random random) {
    List<Held.Known> messages = held.latest();
    List<Held.Known> replies = messages.stream().filter(each -> each.thread() > 0).toList();
    Type type = Type.values()[random.nextInt(Type.values().length)];
    boolean isPossible =
        switch (type) {
          case MARK_UNREAD -> !messages.isEmpty();
          case FOLLOW_THREAD, MARK_THREAD -> !replies.isEmpty();
          default -> true;
        };
    if (!isPossible) {
      type = Type.MARK_READ;
    }
    Own value =
        switch (type) {
          case MARK_READ -> Own.mark(room, held.head() - random.nextInt((int) held.head() + 1) / 4);
          case MARK_UNREAD -> Own.mark(room, one(messages, random).seq() - 1);
          case SET_NOTIFICATIONS -> Own.level(room, LEVELS.get(random.nextInt(LEVELS.size())));
          case SAVE_DRAFT -> {
            // As by clocks that differ: later drafts may have a lower rev, never the same one.
            long rev = (number + random.nextInt(20)) * 1_000 + number % 1_000;
            long root = held.head() > 0 && random.nextBoolean() ? ROOTS : 0;
            String text = DRAFTS.get(random.nextInt(DRAFTS.size()));
            yield Own.draft(room, root, rev, text.endsWith(" ") ? text + number : text);
          }
          case FOLLOW_THREAD ->
              Own.follow(room, one(replies, random).thread(), random.nextBoolean());
          case MARK_THREAD -> {
            Held.Known reply = one(replies, random);
            yield Own.threadMark(room, reply.thread(), reply.seq());
          }
        };
    return new Setting(number, type, value);
  }

  private static <T> T one(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  /** The code of a rejection that tells that it has nothing to set; empty for none. */
  String rejection() {
    return type == Type.MARK_THREAD ? "not_found" : "";
  }

  boolean setsBack() {
    return type == Type.MARK_UNREAD;
  }

  JsonObject frame() {
    JsonObject frame = Line.frame(type.name().toLowerCase(Locale.ROOT), value.room());
    switch (type) {
      case MARK_READ -> frame.addProperty("seq", value.number());
      case MARK_UNREAD -> frame.addProperty("seq", value.number() + 1);
      case SET_NOTIFICATIONS -> {
        String[] parts = value.text().split(" ", 2);
        frame.addProperty("level", parts[0]);
        if (parts.length > 1) {
          frame.addProperty("until", parts[1]);
        }
      }
      case SAVE_DRAFT -> {
        if (value.root() > 0) {
          frame.addProperty("root", value.root());
        }
        frame.addProperty("text", value.text());
        frame.addProperty("rev", value.number());
      }
      case FOLLOW_THREAD -> {
        frame.addProperty("root", value.root());
        frame.addProperty("on", value.equals(Own.follow(value.room(), value.root(), true)));
      }
      case MARK_THREAD -> {
        frame.addProperty("root", value.root());
        frame.addProperty("seq", value.number());
      }
    }
    return frame;
  }
}
