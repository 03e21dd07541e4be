package chat.server.bench.micro;

import chat.core.event.Event;
import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.server.wire.EventEncoder;
import chat.server.wire.WireFrames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Makes a batch of messages ready for the wire, once for all who hear it. Confined to one thread.
 */
@State(Scope.Thread)
public class BatchEncoding {
  /** How many messages. */
  @Param({"1", "4", "64"})
  public int messages;

  /** Of each. */
  @Param({"plain", "emoji"})
  public String text;

  private final EventEncoder encoder = new EventEncoder();
  private List<Event> batch;

  /** Makes the events. */
  @Setup
  public void post() {
    String words =
        text.equals("plain")
            ? "Good morning, has anybody seen the minutes of yesterday?"
            : "Guten Morgen \uD83D\uDE00, hat jemand das Protokoll von gestern gesehen? Schöne Grüße";
    User ada = new User(UserId.of("u-ada"), "Ada", User.Kind.GUEST);
    batch = new ArrayList<>();
    for (int i = 1; i <= messages; i++) {
      batch.add(
          new MessagePosted(
              RoomId.of("general"),
              i,
              ada,
              words,
              Instant.parse("2026-01-02T03:04:05.678Z"),
              "0b1f6a52-7c1d-4b57-9c7e-5d3f0a9a6a11",
              OptionalLong.empty(),
              List.of()));
    }
  }

  /** Encodes them. */
  @Benchmark
  public WireFrames encode() {
    return encoder.encode(batch);
  }
}
