package chat.server.bench.micro;

import chat.core.mention.MentionParser;
import chat.core.model.User;
import chat.core.model.UserId;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Finds who is called by name in a text. Confined to one thread. */
@State(Scope.Thread)
public class Mentions {
  private static final User ADA = new User(UserId.of("u-ada"), "Ada", User.Kind.GUEST);

  /** Which text. */
  @Param({"nobody", "somebody", "everybody", "code", "formatted"})
  public String text;

  private String words;
  private Map<String, User> known;

  /** Writes the text, and looks the names up as the chat does. */
  @Setup
  public void write() {
    words =
        switch (text) {
          case "nobody" -> "Good morning, has anybody seen the minutes of yesterday?";
          case "somebody" -> "Good morning, @Ada, have you seen the minutes of yesterday?";
          case "everybody" -> "@Ada ".repeat(MentionParser.MAX_MENTIONS);
          case "formatted" -> "Good **morning**, @Ada, have you seen the `minutes` of _yesterday_?";
          case "code" -> "`@Ada` is not called, nor is ada@example.org. ".repeat(20);
          default -> throw new IllegalArgumentException(text);
        };
    known = new HashMap<>();
    for (String name : MentionParser.names(words)) {
      known.put(name, ADA);
    }
  }

  /** Asks for the names, then places them. */
  @Benchmark
  public chat.core.mention.Mentions find() {
    return MentionParser.names(words).isEmpty()
        ? chat.core.mention.Mentions.NONE
        : MentionParser.find(words, known);
  }
}
