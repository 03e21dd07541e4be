package chat.server.torture.history;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What events make of a message, or the text of an edit: a model of its own, from the protocol
 * document. Immutable.
 *
 * @param rev the last event that changed it; 0 for none
 * @param mentions how many users the text mentions
 * @param editedAt the time of the last edit; empty for none
 * @param deletion who deleted it, when and why; empty while it is not
 * @param reactions in the order in which they last rose from 0
 * @param replies how many replies of its thread are not deleted
 * @param lastReply the last reply of its thread; 0 for none
 * @param erased whether it is an edit whose text is gone
 */
public record Content(
    long rev,
    String text,
    int mentions,
    String editedAt,
    String deletion,
    boolean pinned,
    List<Reaction> reactions,
    int replies,
    long lastReply,
    boolean erased) {
  /** What events have that are neither messages nor edits. */
  public static final Content NONE = text("", 0);

  /** An edit whose text is gone. */
  public static final Content ERASED = new Content(0, "", 0, "", "", false, List.of(), 0, 0, true);

  private static final Pattern MENTION = Pattern.compile("@Person[0-9]+");

  /** The users who reacted with an emoji, the first one first. Immutable. */
  public record Reaction(String emoji, int count, List<String> users) {
    /** Copies the list. */
    public Reaction {
      users = List.copyOf(users);
    }
  }

  /** Copies the list. */
  public Content {
    reactions = List.copyOf(reactions);
  }

  /** A message or an edit with this text and nothing else. */
  public static Content text(String text) {
    return text(text, (int) MENTION.matcher(text).results().count());
  }

  private static Content text(String text, int mentions) {
    return new Content(0, text, mentions, "", "", false, List.of(), 0, 0, false);
  }

  public boolean isDeleted() {
    return !deletion.isEmpty();
  }

  /** Whether a reader can learn anything of what was deleted. */
  boolean showsNothing() {
    return text.isEmpty() && mentions == 0 && reactions.isEmpty() && !pinned && editedAt.isEmpty();
  }

  Content edited(long seq, String at, String now) {
    Content next = text(now);
    return new Content(
        seq, now, next.mentions, at, deletion, pinned, reactions, replies, lastReply, false);
  }

  Content deleted(long seq, String why) {
    return new Content(seq, "", 0, "", why, false, List.of(), replies, lastReply, false);
  }

  Content pinned(long seq, boolean on) {
    return with(seq, on, reactions, replies, lastReply);
  }

  Content replied(long seq) {
    return with(seq, pinned, reactions, replies + 1, seq);
  }

  Content replyDeleted(long seq) {
    return with(seq, pinned, reactions, replies - 1, lastReply);
  }

  Content reacted(long seq, String emoji, String user) {
    List<Reaction> now = new ArrayList<>();
    boolean found = false;
    for (Reaction each : reactions) {
      found |= each.emoji().equals(emoji);
      now.add(each.emoji().equals(emoji) ? plus(each, user) : each);
    }
    if (!found) {
      now.add(new Reaction(emoji, 1, List.of(user)));
    }
    return with(seq, pinned, now, replies, lastReply);
  }

  Content unreacted(long seq, String emoji, String user) {
    List<Reaction> now = new ArrayList<>();
    for (Reaction each : reactions) {
      List<String> users = new ArrayList<>(each.users());
      if (!each.emoji().equals(emoji) || !users.remove(user)) {
        now.add(each);
      } else if (!users.isEmpty()) {
        now.add(new Reaction(emoji, users.size(), users));
      }
    }
    return with(seq, pinned, now, replies, lastReply);
  }

  private static Reaction plus(Reaction before, String user) {
    List<String> users = new ArrayList<>(before.users());
    if (!users.contains(user)) {
      users.add(user);
    }
    return new Reaction(before.emoji(), users.size(), users);
  }

  private Content with(long seq, boolean isPinned, List<Reaction> now, int count, long last) {
    return new Content(seq, text, mentions, editedAt, deletion, isPinned, now, count, last, erased);
  }

  /** The same without what every event changes. */
  Content withoutRev() {
    return new Content(
        0, text, mentions, "", deletion, pinned, reactions, replies, lastReply, erased);
  }
}
