package chat.server.emoji;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.emoji.Emoji;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's emoji data against the core's set, and how many bytes an emoji picker loads. */
final class EmojiPageTest {
  private static final Path PAGE =
      Path.of("..", "chat-web", "src", "main", "resources", "META-INF", "resources");

  /** Of the data of one language with the picker's own code and style, compressed. */
  private static final int MOST_BYTES = 60 * 1_024;

  private static final int TONES = 5;

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "es"})
  void theServerAcceptsWhatThePageOffers(String language) throws IOException {
    Set<String> offered = new HashSet<>();
    for (String[] fields : emoji(language)) {
      offered.add(fields[0]);
      for (int tone = 0; tone < TONES && !fields[1].isEmpty(); tone++) {
        offered.add(toned(fields[0], fields[1], Character.toString(0x1F3FB + tone)));
      }
      assertTrue(!fields[3].isBlank(), () -> fields[0] + " has no name");
    }

    Set<String> changed = new TreeSet<>(offered);
    changed.removeIf(text -> Emoji.of(text).filter(it -> it.text().equals(text)).isPresent());
    assertEquals(Set.of(), changed);
    // All but the pairs of two different skin tones.
    assertEquals(1_914 + TONES * (323 + 7), offered.size());
  }

  /** As {@code withTone} in {@code js/features/emoji/emoji-data.js}. */
  private static String toned(String text, String pattern, String tone) {
    int first = Character.charCount(text.codePointAt(0));
    return pattern.equals("+")
        ? text.substring(0, first) + tone + text.substring(first).replaceFirst("^\uFE0F", "")
        : pattern.replace("t", tone);
  }

  @Test
  void allLanguagesHaveTheSameEmojiInTheSameOrder() throws IOException {
    List<String> english = emoji("en").stream().map(fields -> fields[0]).toList();
    for (String language : List.of("de", "es")) {
      assertEquals(english, emoji(language).stream().map(fields -> fields[0]).toList());
    }
  }

  @Test
  void everyShortcodeNamesOneEmoji() throws IOException {
    List<String> codes =
        emoji("en").stream()
            .filter(fields -> fields.length > 4 && !fields[4].isEmpty())
            .flatMap(fields -> Stream.of(fields[4].split(" ", -1)))
            .toList();

    Set<String> twice = new TreeSet<>(codes);
    Set<String> seen = new HashSet<>();
    twice.retainAll(codes.stream().filter(code -> !seen.add(code)).collect(toSet()));
    assertEquals(Set.of(), twice);
    assertTrue(codes.stream().allMatch(code -> code.matches("[a-z0-9_+-]{1,64}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "es"})
  void onePickerLoadsLittle(String language) throws IOException {
    Path code = PAGE.resolve("js/features/emoji");
    List<Path> loaded = new ArrayList<>();
    loaded.add(PAGE.resolve("emoji/" + language + ".txt"));
    loaded.add(code.resolve("words/" + language + ".js"));
    try (Stream<Path> files = Files.list(code)) {
      files.filter(Files::isRegularFile).forEach(loaded::add);
    }
    long bytes = 0;
    for (Path file : loaded) {
      bytes += compressed(Files.readAllBytes(file));
    }
    System.out.println("FIGURES emoji picker, " + language + ": " + bytes + " bytes compressed");
    assertTrue(bytes < MOST_BYTES, bytes + " bytes");
  }

  /** As the server compresses, at about the same level. */
  private static int compressed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.size();
  }

  private static List<String[]> emoji(String language) throws IOException {
    Path file = PAGE.resolve("emoji/" + language + ".txt");
    return Files.readString(file, UTF_8)
        .lines()
        .skip(1)
        .filter(line -> !line.startsWith(">"))
        .map(line -> line.split("\t", -1))
        .toList();
  }
}
