package chat.server.bench.micro;

import chat.server.wire.ClientFrame;
import chat.server.wire.CommandDecoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reads a frame as it comes from a client. Confined to one thread. */
@State(Scope.Thread)
public class CommandDecoding {
  /** Which frame. */
  @Param({"message", "long message", "typing", "nonsense"})
  public String frame;

  private final CommandDecoder decoder = new CommandDecoder();
  private String text;

  /** Writes the frame. */
  @Setup
  public void write() {
    text =
        switch (frame) {
          case "message" -> message("Good morning, @Ada, has anybody seen the minutes?");
          case "long message" -> message("Good morning, everybody. ".repeat(40));
          case "typing" -> "{\"type\":\"typing\",\"room\":\"general\",\"typing\":true}";
          case "nonsense" -> "{\"type\":\"send_message\",\"room\":[[[[{\"a\":1}]]]],\"text\":7}";
          default -> throw new IllegalArgumentException(frame);
        };
  }

  private static String message(String words) {
    return "{\"type\":\"send_message\",\"id\":\"17\",\"room\":\"general\","
        + "\"client_id\":\"0b1f6a52-7c1d-4b57-9c7e-5d3f0a9a6a11\",\"text\":\""
        + words
        + "\"}";
  }

  /** Decodes it. */
  @Benchmark
  public ClientFrame decode() {
    return decoder.decode(text);
  }
}
