package chat.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AssetsTest {
  @TempDir private Path directory;

  @Test
  void findsBundledFiles() throws IOException {
    Asset page = Assets.bundled().find("/index.html").orElseThrow();

    assertEquals("text/html; charset=utf-8", page.contentType());
    assertTrue(page.bytes().length > 0);
  }

  @Test
  void packsTextButNoPicture() {
    byte[] content = "the same again and again, ".repeat(20).getBytes(UTF_8);

    Asset text = Asset.of(content, "text/css; charset=utf-8");
    assertTrue(text.gzip().orElseThrow().bytes().length < content.length / 2);
    assertNotEquals(text.etag(), text.gzip().orElseThrow().etag());
    assertTrue(Asset.of(content, "image/svg+xml").gzip().isPresent());
    assertEquals(Optional.empty(), Asset.of(content, "image/png").gzip());
    assertEquals(Optional.empty(), Asset.of(content, "font/woff2").gzip());
    assertEquals(Optional.empty(), Asset.of(new byte[] {'a'}, "text/css").gzip(), "it is longer");
  }

  @Test
  void readsADirectoryAnewEachTime() throws IOException {
    Path file = Files.createDirectories(directory.resolve("js")).resolve("main.js");
    Assets assets = Assets.below(directory);

    Files.writeString(file, "one");
    Asset one = assets.find("/js/main.js").orElseThrow();
    Files.writeString(file, "two");
    Asset two = assets.find("/js/main.js").orElseThrow();

    assertArrayEquals(new byte[] {'t', 'w', 'o'}, two.bytes());
    assertNotEquals(one.etag(), two.etag());
    assertEquals("text/javascript; charset=utf-8", two.contentType());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/js",
        "/js/",
        "//index.html",
        "/../secret.txt",
        "/js/../../secret.txt",
        "/js/..%2f..%2fsecret.txt",
        "/.hidden.txt",
        "/js/.hidden.js",
        "/a\\..\\b.txt",
        "/a.class",
        "/a",
        "/a.",
        "/a\u0000.txt",
        "/über.txt"
      })
  void findsNothingElsewhere(String path) throws IOException {
    Files.writeString(directory.resolve("secret.txt"), "secret");
    Path root = Files.createDirectories(directory.resolve("web"));
    Files.createDirectories(root.resolve("js"));
    Files.writeString(root.resolve("js/.hidden.js"), "hidden");
    Files.writeString(root.resolve("a.class"), "not of the page");

    assertEquals(Optional.empty(), Assets.below(root).find(path));
    assertEquals(Optional.empty(), Assets.bundled().find(path));
  }
}
