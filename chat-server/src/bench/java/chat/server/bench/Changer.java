package chat.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;

/**
 * A client that changes messages of its own in a closed loop, one after the other and then from the
 * first one on again. Every change has an effect. Confined to one thread.
 */
final class Changer implements Asker {
  /** What it does with a message. */
  enum Kind {
    EDITS("edit_message", "message_edited", true),
    REACTIONS("set_reaction", "reaction_set", true),
    DELETIONS("delete_message", "message_deleted", false);

    private final String command;
    private final String reply;
    private final boolean isRepeatable;

    Kind(String command, String reply, boolean isRepeatable) {
      this.command = command;
      this.reply = reply;
      this.isRepeatable = isRepeatable;
    }
  }

  private static final byte[] REFERENCE = "\"re\":\"".getBytes(UTF_8);
  private static final byte[] UNCHANGED = "\"unchanged\":true".getBytes(UTF_8);

  private final Kind kind;
  private final byte[] reply;
  private final Poster author;
  private final long[] messages;
  private final byte[][] texts;
  private long[] sentAt = new long[16];
  private int sent;
  private int answered;

  /**
   * @param author the client whose acknowledged messages it changes, and whose connection it takes
   * @param texts what edits say
   */
  Changer(Kind kind, Poster author, byte[][] texts) {
    this.kind = kind;
    this.reply = ("{\"type\":\"" + kind.reply + "\"").getBytes(UTF_8);
    this.author = author;
    this.messages = author.acknowledgedSeqs();
    this.texts = texts;
  }

  @Override
  public int number() {
    return author.number();
  }

  @Override
  public BenchSocket socket() {
    return author.socket();
  }

  @Override
  public int unanswered() {
    return sent - answered;
  }

  /** Whether each message was changed that can be changed once only. */
  boolean isDone() {
    return !kind.isRepeatable && sent == messages.length;
  }

  @Override
  public boolean fill(int window) throws IOException {
    while (unanswered() < window && !isDone()) {
      if (sent == sentAt.length) {
        sentAt = Arrays.copyOf(sentAt, sent * 2);
      }
      sentAt[sent] = System.nanoTime();
      socket().put(frame(sent).getBytes(UTF_8));
      sent++;
    }
    return socket().flush();
  }

  private String frame(int number) {
    int round = number / messages.length;
    int message = number % messages.length;
    String what =
        switch (kind) {
          case EDITS ->
              ",\"text\":\"%s\""
                  .formatted(new String(texts[(message + round + 1) % texts.length], UTF_8));
          case REACTIONS -> ",\"emoji\":\"👍\",\"on\":%b".formatted(round % 2 == 0);
          case DELETIONS -> "";
        };
    return "{\"type\":\"%s\",\"id\":\"%d\",\"room\":\"%s\",\"seq\":%d,\"client_id\":\"%s-%d-%d\"%s}"
        .formatted(
            kind.command,
            number,
            author.room(),
            messages[message],
            kind,
            author.number(),
            number,
            what);
  }

  @Override
  public void take(Answered listener) throws IOException {
    socket().receive();
    long now = System.nanoTime();
    for (ServerFrame frame = socket().next(); frame != null; frame = socket().next()) {
      if (frame.startsWith(ServerFrame.ERROR) || frame.count(UNCHANGED) > 0) {
        throw new IOException("refused: " + frame);
      }
      int number = frame.startsWith(reply) ? (int) frame.numberAfter(REFERENCE) : -1;
      if (number >= 0) { // an event of this type answers no command
        answered++;
        listener.message(sentAt[number], now);
      }
    }
  }
}
