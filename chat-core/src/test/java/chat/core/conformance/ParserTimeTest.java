package chat.core.conformance;

import chat.core.format.FormatParser;
import chat.core.mention.Link;
import chat.core.mention.MentionParser;
import chat.core.model.RoomId;
import chat.core.model.RoomName;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.model.UserName;
import chat.core.search.Folding;
import chat.core.search.Query;
import chat.core.search.Snippet;
import chat.core.search.Words;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parser of texts and names takes linear time, whatever the input: measured with 4,000 and
 * 16,000 units.
 */
final class ParserTimeTest {
  private static final int SHORT = 4_000;
  private static final int LONG = LinearWork.FACTOR * SHORT;

  private static final List<String> HOSTILE =
      List.of(
          "@",
          "@a",
          "@a@",
          "@-",
          "@a-",
          "@a\n",
          "a@a.",
          "a@",
          "a.",
          "`",
          "` ``",
          "` a",
          "`  a ``  ",
          "` ",
          "`@",
          "``a`",
          "```\n",
          "``` a",
          "```a",
          "a```",
          "x```a```",
          "\n```",
          "\n`",
          "http://",
          "http://a/(",
          "(http://a/",
          "http://a" + ".".repeat(1_300) + "x" + ")".repeat(2_600),
          "http://a.",
          "http://a/!?",
          "www.",
          "www.a.",
          "www.\u770b",
          "'http://a/'",
          "\u5c0f",
          "@\u5c0f\u660e",
          "a\u0301",
          "\u0301",
          "\ud83d\udc68\u200d",
          "\ud83c\udde9",
          "\u0e01\u0e33",
          "\u05e9\u05c1",
          "-",
          "_",
          " ",
          "\u3000@");

  private record Parser(String name, Consumer<String> parse) {}

  private static final Map<String, User> KNOWN =
      Map.of("zz", new User(UserId.of("z"), "zz", User.Kind.GUEST));

  private static final Query ZZ = Query.complete("zz");

  private static final List<Parser> PARSERS =
      List.of(
          new Parser("names", MentionParser::names),
          new Parser("mentions", text -> MentionParser.find(text, KNOWN)),
          new Parser("addressed", MentionParser::addressed),
          new Parser("addressed later", text -> MentionParser.addressed("@zz " + text)),
          new Parser("links", Link::in),
          new Parser("formatting", FormatParser::parse),
          new Parser("folding", Folding::fold),
          new Parser("words", Words::of),
          new Parser("wanted words", Words::wanted),
          new Parser("snippet", text -> Snippet.of(text, ZZ)),
          new Parser("late snippet", text -> Snippet.of(text + " zz", ZZ)),
          new Parser("user name", UserName::check),
          new Parser("typed name", UserName::clean),
          new Parser("skeleton", UserName::skeleton),
          new Parser("room name", RoomName::check),
          new Parser("look", RoomName::skeleton),
          new Parser("room id", RoomId::kebab));

  static Stream<String> hostile() {
    return HOSTILE.stream();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void everyParserIsLinearInTheText(String part) {
    assertLinear(part.repeat(LONG / part.length() + 1));
  }

  @Test
  void everyParserIsLinearInRunsOfEveryLength() {
    StringBuilder text = new StringBuilder("@");
    for (int run = 1; text.length() < LONG; run++) {
      text.append("`".repeat(run)).append(' ');
    }
    assertLinear(text.toString());
  }

  private static void assertLinear(String all) {
    String quarter = all.substring(0, SHORT);
    String whole = all.substring(0, LONG);
    for (Parser parser : PARSERS) {
      LinearWork.assertLinear(parser.name(), parser.parse(), quarter, whole);
    }
  }
}
