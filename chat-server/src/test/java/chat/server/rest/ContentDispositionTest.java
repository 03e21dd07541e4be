package chat.server.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.file.FileId;
import chat.core.file.FileInfo;
import chat.core.file.FileName;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ContentDispositionTest {
  private static final Pattern VALID =
      Pattern.compile(
          "(inline|attachment); filename=\"[^\"\\\\\\x00-\\x1f\\x7f-\\uffff]*\";"
              + " filename\\*=UTF-8''([A-Za-z0-9!#$&+.^_`|~-]|%[0-9A-F]{2})*");

  private static String of(String name, String type) {
    FileInfo plain = FileInfo.undescribed(FileId.of("0".repeat(32)), 1);
    return ContentDisposition.of(
        new FileInfo(plain.id(), FileName.of(name), type, 1, FileInfo.Media.NONE, false, ""));
  }

  @Test
  void hasBothForms() {
    assertEquals(
        "inline; filename=\"Z__ _1_.png\"; filename*=UTF-8''Zo%C3%AB%20%221%22.png"
            .replace("Z__", "Zo_"),
        of("Zoë \"1\".png", "image/png"));
  }

  @Test
  void letsNoNameEndItsParameter() {
    Random random = new Random(9);
    String alphabet = "a\"\\;%'\r\n\t=é€\ud83d\ude00 *()/";
    for (int i = 0; i < 5_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int j = random.nextInt(20); j > 0; j--) {
        name.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String header = of(name.toString(), "text/plain");
      assertTrue(VALID.matcher(header).matches(), header);
    }
  }

  @Test
  void servesOnlyPicturesAndMediaInline() {
    for (String type : List.of("image/png", "image/jpeg", "video/mp4", "audio/mpeg")) {
      assertTrue(ContentDisposition.isInline(type), type);
    }
    for (String type :
        List.of("image/svg+xml", "text/html", "text/plain", "application/pdf", "x/y")) {
      assertFalse(ContentDisposition.isInline(type), type);
    }
  }
}
