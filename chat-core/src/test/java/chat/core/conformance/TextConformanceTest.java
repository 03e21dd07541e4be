package chat.core.conformance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.conformance.TextCase.Called;
import chat.core.mention.Link;
import chat.core.mention.MentionParser;
import chat.core.mention.MentionParser.Reading;
import chat.core.mention.Mentions;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.model.UserName;
import chat.core.search.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server parses texts as the conformance file defines. */
final class TextConformanceTest {
  private static final Set<String> USERS = TextCase.users();

  static Stream<TextCase> cases() {
    return TextCase.all().stream();
  }

  @Test
  void thereAreEnoughCasesAndNoneTwice() {
    List<TextCase> all = TextCase.all();
    assertTrue(all.size() >= 300, () -> all.size() + " rows");
    Set<String> inputs = new HashSet<>();
    all.forEach(each -> assertTrue(inputs.add(each.input()), each::input));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsTextsAsTheFileSays(TextCase expected) {
    String text = expected.input();
    assertAll(
        () -> assertEquals(expected.mentions(), mentions(text), "mentions"),
        () -> assertEquals(expected.links(), links(text), "links"),
        () -> assertEquals(expected.privateTo(), privateTo(text), "private"),
        () -> expected.words().ifPresent(words -> findsWords(words, text)));
  }

  private static List<Called> mentions(String text) {
    Mentions mentions = MentionParser.find(text, known(MentionParser.names(text)));
    List<Called> found = new ArrayList<>();
    mentions.users().forEach(each -> found.add(called(text, each.start(), each.end())));
    mentions.all().forEach(each -> found.add(called(text, each.start(), each.end())));
    found.sort(Comparator.comparingInt(Called::start));
    return found;
  }

  private static Called called(String text, int start, int end) {
    return new Called(text.substring(start, end), start);
  }

  /** Simulates a directory: the existing users by the given names. */
  private static Map<String, User> known(Collection<String> names) {
    Map<String, User> known = new HashMap<>();
    for (String name : names) {
      if (USERS.contains(UserName.fold(name))) {
        known.put(name, new User(UserId.of("u"), name, User.Kind.GUEST));
      }
    }
    return known;
  }

  private static List<String> links(String text) {
    return Link.in(text).stream().map(link -> text.substring(link.start(), link.end())).toList();
  }

  private static String privateTo(String text) {
    return MentionParser.addressed(text)
        .map(
            to ->
                to.choose(known(to.names()))
                    .map(Reading::name)
                    .map(UserName::fold)
                    .orElse(to.orAll() ? "-" : "?"))
        .orElse("-");
  }

  /** The index cuts runs without spaces into pairs, and takes every word once. */
  private static void findsWords(List<String> words, String text) {
    Set<String> expected = new LinkedHashSet<>();
    words.forEach(word -> expected.addAll(Words.wanted(word)));
    assertEquals(expected, Words.wanted(text), "words");
    assertTrue(Words.of(text).containsAll(expected), "found by its words");
  }
}
