package chat.core.mention;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.format.FormatParser;
import chat.core.format.Node;
import chat.core.model.Mention;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.model.UserName;
import chat.core.port.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MentionParserTest {
  private static final List<User> PEOPLE =
      List.of(
          Samples.guest("Ada"),
          Samples.guest("bob"),
          Samples.guest("bob-"),
          Samples.guest("x_y"),
          new User(UserId.of("u"), "\u00c9mile", User.Kind.GUEST));

  /** Simulates a directory: the existing users by the given names. */
  private static Map<String, User> known(String text) {
    Map<String, User> known = new HashMap<>();
    for (String name : MentionParser.names(text)) {
      PEOPLE.stream()
          .filter(user -> UserName.fold(user.name()).equals(UserName.fold(name)))
          .forEach(user -> known.put(name, user));
    }
    return known;
  }

  private static List<Mention> find(String text) {
    return MentionParser.find(text, known(text)).users();
  }

  /** The text with each mention in brackets. */
  private static String marked(String text) {
    StringBuilder marked = new StringBuilder(text);
    List<Mention> mentions = find(text);
    for (int i = mentions.size() - 1; i >= 0; i--) {
      marked.insert(mentions.get(i).end(), ']').insert(mentions.get(i).start(), '[');
    }
    return marked.toString();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "@ada, [@ada]",
        "hi @ADA!, hi [@ADA]!",
        "@ada @bob, [@ada] [@bob]",
        "(@ada), ([@ada])",
        "\"@ada,@bob\", \"[@ada],[@bob]\"",
        "@ada's, [@ada]'s",
        "@ada.com, [@ada].com",
        "@adam, @adam",
        "@\u00c9MILE, [@\u00c9MILE]",
        "\ud83d\ude00@ada, \ud83d\ude00[@ada]",
        "@bob-, [@bob-]",
        "@bob--, [@bob-]-",
        "@ada-, [@ada]-",
        "@ada__, [@ada]__",
        "@x_y_, [@x_y]_",
        "@ada-bob, @ada-bob",
        "@, @",
        "@ ada, @ ada",
        "ada@bob.org, ada@bob.org",
        "a.b+c@bob, a.b+c@bob",
        "x+@bob, x+@bob",
        "1@bob, 1@bob",
        "\u4f60@bob, \u4f60[@bob]",
        "caf\u00e9@bob, caf\u00e9[@bob]",
        "/@bob, /@bob",
        "=@bob, =@bob",
        "@bob/x, @bob/x",
        "@bob/, [@bob]/",
        "@bob@ada.org, @bob@ada.org",
        "\uff20bob, [\uff20bob]",
        "@E\u0301mile, [@E\u0301mile]",
        "@@bob, @@bob",
        "@ada@bob, @ada@bob",
        "@nobody @ada, @nobody [@ada]",
        "`@ada` @bob, `@ada` [@bob]",
        "``a ` @ada`` @bob, ``a ` @ada`` [@bob]",
        "` @ada, ` [@ada]",
        "`` @ada ` @bob, `` [@ada] ` [@bob]",
        "a`@ada`b, a`@ada`b",
        "```@ada``` @bob, ```@ada``` [@bob]",
        "x ```@ada``` @bob, x ```@ada``` [@bob]"
      })
  void findsMentionsAtWordBoundariesOutsideCode(String text, String expected) {
    assertEquals(expected, marked(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```\n@ada\n```\n[@bob]",
        "```java\n@ada\n```\n[@bob]",
        "  ```\n@ada\n  ```\n[@bob]",
        "[@ada]\n```\n@ada\n``\n@ada",
        "````\n@ada\n```\n@ada\n````\n[@bob]",
        "```\n@ada\n``` x\n@ada\n```\n[@bob]",
        "```\n@ada"
      })
  void findsNoMentionsInCodeBlocks(String marked) {
    assertEquals(marked, marked(marked.replace("[", "").replace("]", "")));
  }

  @Test
  void countsUtf16Units() {
    List<Mention> mentions = find("\ud83d\ude00\ud83d\ude00 @\u00c9mile \u4f60 @bob");
    assertEquals(5, mentions.get(0).start());
    assertEquals(11, mentions.get(0).end());
    assertEquals(14, mentions.get(1).start());
    assertEquals(18, mentions.get(1).end());
  }

  @Test
  void findsAtMostTwoHundredMentions() {
    assertEquals(200, find("@ada ".repeat(300)).size());
    assertEquals(0, find("@nobody ".repeat(200) + "@ada").size());
    assertEquals(1, find("@nobody ".repeat(199) + "@ada @bob").size());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "@bob hi, bob, hi",
        "@bob  hi there, bob, hi there",
        "@no-body_1 x, no-body_1, x",
        "@\u00c9mile \u4f60, \u00c9mile, \u4f60"
      })
  void findsTheRecipientOfAPrivateMessage(String text, String name, String rest) {
    assertEquals(
        new MentionParser.Reading(name, rest),
        MentionParser.addressed(text).orElseThrow().readings().get(0));
  }

  @Test
  void findsTheRecipientByEveryNameThatATextMayBeginWith() {
    MentionParser.Addressed addressed =
        MentionParser.addressed("@bob\u3055\u3093 \u304a").orElseThrow();
    assertEquals(List.of("bob\u3055\u3093", "bob\u3055", "bob"), addressed.names());
    assertEquals(
        new MentionParser.Reading("bob", "\u3055\u3093 \u304a"),
        addressed.choose(Map.of("bob", PEOPLE.get(1))).orElseThrow());
    assertEquals("\u304a", addressed.rest());
    assertEquals(Optional.empty(), addressed.choose(Map.of()));
  }

  @Test
  void namesAreBoundedWhateverTheText() {
    String dense = "\u5c0f\u660e\u770b".repeat(10);
    assertEquals(MentionParser.MAX_NAMES, MentionParser.names("@" + dense).size());
    assertEquals(
        MentionParser.MAX_NAMES,
        MentionParser.addressed("@" + dense + " x").orElseThrow().names().size());
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      many.append("@user").append(i).append(' ');
    }
    assertEquals(MentionParser.MAX_NAMES, MentionParser.names(many.toString()).size());
    assertEquals(List.of("ada"), MentionParser.names("@ada ".repeat(300)));
  }

  @Test
  void looksUpTheLikeliestNameOfEveryMentionBeforeTheSecondOfAny() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      text.append("@\u5c0f\u660e\u770b\u4e00\u4e0b").append((char) ('a' + i)).append(' ');
    }
    List<String> names = MentionParser.names(text + "@ada");
    assertTrue(names.contains("ada"), names.toString());
    assertTrue(names.contains("\u5c0f\u660e"), names.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "@bob",
        "@bob ",
        "@bob\n\t",
        "@bob, hi",
        " @bob hi",
        "bob hi",
        "@ hi",
        "@all hi",
        "@HERE hi",
        "\uff20all hi",
        "@@bob hi",
        "\\@bob hi"
      })
  void readsAnyOtherTextAsPublic(String text) {
    assertEquals(Optional.empty(), MentionParser.addressed(text));
  }

  /** A simple model of the rule, for texts without code. */
  private static List<String> naive(String text) {
    List<String> found = new ArrayList<>();
    for (int start = 0; start < text.length(); start++) {
      if (text.charAt(start) != '@'
          || (start > 0 && "+%@-_".indexOf(text.charAt(start - 1)) >= 0)
          || (start > 0
              && text.charAt(start - 1) < 0x80
              && Character.isLetterOrDigit(text.charAt(start - 1)))) {
        continue;
      }
      int end = start + 1;
      while (end < text.length()
          && (Character.isLetterOrDigit(text.codePointAt(end))
              || Character.isLowSurrogate(text.charAt(end))
              || "-_".indexOf(text.charAt(end)) >= 0)) {
        end++;
      }
      if (end < text.length() && text.charAt(end) == '@' && text.charAt(end - 1) < 0x80) {
        continue;
      }
      for (int cut = end; cut > start + 1; cut--) {
        String name = text.substring(start + 1, cut);
        Optional<User> user =
            PEOPLE.stream()
                .filter(each -> UserName.fold(each.name()).equals(UserName.fold(name)))
                .findFirst();
        if (user.isPresent()) {
          found.add(user.get().id() + " " + start + " " + cut);
          break;
        }
        if ("-_".indexOf(text.charAt(cut - 1)) < 0) {
          break;
        }
      }
    }
    return found;
  }

  @Test
  void agreesWithASimpleModel() {
    List<String> parts =
        List.of(
            "@",
            "@",
            "@ada",
            "@BOB",
            "ada",
            "bob",
            "-",
            "_",
            " ",
            ";",
            "+",
            "x",
            "\u00e9mile",
            "\ud83d\ude00",
            "\ud835\udc00",
            "\n",
            ",",
            "1");
    Random random = new Random(17);
    for (int i = 0; i < 20_000; i++) {
      String text =
          random
              .ints(1 + random.nextInt(10), 0, parts.size())
              .mapToObj(parts::get)
              .collect(joining());
      if (FormatParser.parse(text).stream().anyMatch(node -> node instanceof Node.Span)) {
        continue; // the model knows no emphasis
      }
      List<String> found =
          find(text).stream()
              .map(each -> each.user().id() + " " + each.start() + " " + each.end())
              .toList();
      assertEquals(naive(text), found, text);
    }
  }

  @Test
  void acceptsAnyText() {
    List<String> parts = List.of("@", "`", "``", "```", "\n", "ada", " ", "\ud83d", "\ude00", "-");
    Random random = new Random(19);
    for (int i = 0; i < 20_000; i++) {
      String text =
          random.ints(random.nextInt(14), 0, parts.size()).mapToObj(parts::get).collect(joining());
      int last = 0;
      for (Mention mention : find(text)) {
        assertEquals('@', text.charAt(mention.start()));
        assertEquals(true, mention.start() >= last && mention.end() <= text.length(), text);
        last = mention.end();
      }
    }
  }
}
