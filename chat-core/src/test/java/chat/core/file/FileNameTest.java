package chat.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class FileNameTest {
  @Test
  void keepsOrdinaryNames() {
    for (String name :
        new String[] {"holiday.jpg", "Grüße an Zoë.pdf", "写真.png", "a b.c", ".env"}) {
      assertEquals(name, FileName.of(name));
    }
  }

  @Test
  void keepsTheLastSegmentOfAPath() {
    assertEquals("passwd", FileName.of("../../etc/passwd"));
    assertEquals("a.txt", FileName.of("C:\\Users\\me\\a.txt"));
    assertEquals(FileName.UNNAMED, FileName.of("folder/"));
    assertEquals(FileName.UNNAMED, FileName.of(".."));
    assertEquals(FileName.UNNAMED, FileName.of(""));
  }

  @Test
  void removesControlAndDirectionCharacters() {
    assertEquals("ab.txt", FileName.of("a\u0000\r\nb\u0085.txt"));
    assertEquals("photogpj.exe", FileName.of("photo\u202egpj.exe"));
    assertEquals("ab", FileName.of("a\ud800b"));
    assertEquals(FileName.UNNAMED, FileName.of("\u2028 \u202e"));
  }

  @Test
  void keepsTheEndingOfALongName() {
    String name = FileName.of("x".repeat(500) + ".jpeg");
    assertEquals(FileName.MAX_LENGTH, name.length());
    assertTrue(name.endsWith("x.jpeg"));
    assertEquals(FileName.MAX_LENGTH, FileName.of("y".repeat(500)).length());
  }

  @Test
  void madeNamesStayAsTheyAre() {
    Random random = new Random(5);
    String alphabet = "a.\\/ \u202e\u0000\ud83d\ude00é\u2028";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder given = new StringBuilder();
      int length = random.nextInt(random.nextInt(10) == 0 ? 300 : 12);
      for (int j = 0; j < length; j++) {
        given.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String name = FileName.of(given.toString());
      assertEquals(name, FileName.of(name), () -> "given " + given);
    }
  }
}
