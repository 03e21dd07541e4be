package chat.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for names and ids, as tables. */
final class NamesAndIdsTest {
  @ParameterizedTest
  @CsvSource({
    "Tech Talk, tech-talk",
    "'  a   b  ', a-b",
    "General, general",
    "C++ / C#, c-c",
    "a_b, a_b",
    "caf\u00e9, cafe",
    "\u00c5ngstr\u00f6m, angstrom",
    "\uff21\uff22\uff23, abc",
    "2nd Floor!, 2nd-floor",
    "--x--, x",
    "dm.a.b, dm-a-b",
    "'\u4f60\u597d', ''",
    "'\ud83d\ude00', ''",
    "'\u4f60 x', x",
    "'', ''"
  })
  void makesKebabIds(String name, String id) {
    assertEquals(id, RoomId.kebab(name));
  }

  @Test
  void keepsKebabIdsShortAndValid() {
    String id = RoomId.kebab("ab ".repeat(64));
    assertTrue(id.length() <= 66, id);
    assertTrue(RoomId.isValid(id));
    assertEquals(Optional.empty(), Conversation.of(RoomId.of(id)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ab", "Ada", "a_b-c", "12", "\u4f60\u597d", "\u00c9mile", "--", "\ud835\udc00b"})
  void acceptsUserNames(String name) {
    assertEquals(Optional.empty(), UserName.check(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0939\u093f\u0928\u094d\u0926\u0940", // Hindi
        "\u0905\u0902\u0915\u093f\u0924", // Ankit: a nasal sign after a vowel letter
        "\u0e19\u0e49\u0e33", // Thai: water
        "\u09ac\u09be\u0982\u09b2\u09be", // Bangla
        "\u0985\u09cd\u09af\u09be\u09a8", // Ann in Bengali: a virama after a vowel letter
        "\u0ba4\u0bae\u0bbf\u0bb4\u0bcd", // Tamil
        "\u1000\u103b\u1031\u102c\u103a", // Kyaw: four marks after one letter
        "\u1019\u103b\u103e\u1031\u102c\u103a", // mhyaw: five
        "\u179f\u17bb\u1781", // Khmer: Sok
        "\u0645\u064f\u062d\u064e\u0645\u064e\u0651\u062f", // Muhammad with his vowels
        "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd", // Shalom with points
        "Nguy\u1ec5n"
      })
  void acceptsUserNamesWithTheMarksOfTheirScript(String typed) {
    String name = UserName.clean(typed);
    assertEquals(Optional.empty(), UserName.check(name));
    assertEquals(name, new User(UserId.of("x"), name, User.Kind.GUEST).name());
    assertEquals(name, UserName.clean(Normalizer.normalize(name, Normalizer.Form.NFD)));
    String folded = UserName.fold(name);
    assertEquals(folded, UserName.fold(folded));
    String skeleton = UserName.skeleton(name);
    assertEquals(skeleton, UserName.skeleton(skeleton));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u093f\u0939", // begins with a mark
        "1\u093f", // after a digit
        "_\u093f",
        "a\u093f", // a mark of another script
        "\u0430\u0483b", // Cyrillic has no combining marks of its own
        "b\u0301b",
        "\u0939\u0301", // an accent common to all scripts
        "\u0939\u034f\u093f", // the grapheme joiner
        "\u0939\u200d\u0939", // zero width
        "\u0939\u200c\u0939",
        "\u0939\ufe0f\u0939", // a variation selector
        "\u1781\u17b4", // an invisible Khmer vowel
        "\u0e01\u0e48\u0e48", // twice, one over the other
        "\u0e01\u0e34\u0e48\u0e49\u0e4a\u0e4b\u0e4c", // six
        "\u0905\u093e", // looks like the letter aa
        "\u0d85\u0dcf", // the same in Sinhala
        "\u0915\u20dd" // enclosed
      })
  void rejectsMarksInOtherPlaces(String name) {
    assertFalse(UserName.check(name).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    // with and without points
    "\u0645\u064f\u062d\u064e\u0645\u064e\u0651\u062f, \u0645\u062d\u0645\u062f",
    "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd, \u05e9\u05dc\u05d5\u05dd",
    // the same marks in another order
    "\u0e01\u0e34\u0e48, \u0e01\u0e48\u0e34"
  })
  void givesNamesWithSimilarMarksOneSkeleton(String one, String other) {
    assertEquals(UserName.skeleton(one), UserName.skeleton(other));
    assertEquals(RoomName.skeleton(one), RoomName.skeleton(other));
  }

  @Test
  void distinguishesNamesWithOtherMarks() {
    String hindi = "\u0939\u093f\u0928\u094d\u0926\u0940";
    assertNotEquals(UserName.skeleton(hindi), UserName.skeleton(hindi.replace("\u093f", "")));
    assertNotEquals(UserName.fold(hindi), UserName.fold(hindi.replace("\u0940", "\u093f")));
  }

  /** Skeletons are idempotent, whatever marks a name has. */
  @Test
  void leavesTheSkeletonOfANameWithAnyMarkAsItIs() {
    for (int mark = 0x300; mark < 0x20000; mark++) {
      if (!Scripts.isMark(mark)) {
        continue;
      }
      for (int letter = Math.max(0, mark - 0x80); letter <= mark + 0x80; letter++) {
        String name = Character.toString(letter) + Character.toString(mark);
        if (UserName.isNameCharacter(letter) && UserName.check(name).isEmpty()) {
          String skeleton = UserName.skeleton(name);
          assertFalse(skeleton.isEmpty(), name);
          assertEquals(skeleton, UserName.skeleton(skeleton), name);
          assertEquals(UserName.fold(name), UserName.fold(UserName.fold(name)), name);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        " ab",
        "a b",
        "a.b",
        "@ab",
        "a\nb",
        "e\u0301a",
        "\ud83d\ude00\ud83d\ude00",
        "a\ud83d",
        "a\u200bb",
        "\u4f60"
      })
  void rejectsOtherUserNames(String name) {
    assertFalse(UserName.check(name).isEmpty());
    assertThrows(
        IllegalArgumentException.class, () -> new User(UserId.of("x"), name, User.Kind.GUEST));
  }

  @Test
  void countsUserNamesInCodePoints() {
    assertTrue(UserName.check("x".repeat(32)).isEmpty());
    assertFalse(UserName.check("x".repeat(33)).isEmpty());
    assertTrue(UserName.check("\ud835\udc00".repeat(32)).isEmpty());
    assertFalse(UserName.check("\ud835\udc00").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "Ada, aDA",
    "stra\u00dfe, STRASSE",
    "\u00c9mile, \u00e9MILE",
    "\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2, \u03c3\u03af\u03c3\u03c5\u03c6\u03bf\u03c3",
    "\uff21da, ada",
    "I\u0130, i\u0130"
  })
  void foldsNamesThatDifferOnlyInCase(String one, String other) {
    assertEquals(UserName.fold(one), UserName.fold(other));
    assertEquals(RoomName.fold(one), RoomName.fold(" " + other + " "));
  }

  @Test
  void foldsDifferentNamesDifferently() {
    assertNotEquals(UserName.fold("ada"), UserName.fold("ad\u00e4"));
    assertNotEquals(UserName.fold("a-b"), UserName.fold("a_b"));
  }

  @ParameterizedTest
  @CsvSource({
    "admin, ADM1N",
    "admin, adm\u0131n",
    "Admin, \u0391dm\u0457n",
    "paypal, p\u0430yp\u0430l",
    "PayPal, PAYPA1",
    "Nick, \u039dick",
    "vova, \u03bdo\u03bda",
    "Bob, \u0412o\u044c",
    "Bob, B0b",
    "lan, Ian",
    "Marnie, Mamie",
    "Wendy, VVendy",
    "Jos\u00e9, Jose",
    "\uff21da, ada",
    "\ud835\udc00da, Ada",
    "Bj\u00f8rn, Bjorn",
    "stra\u00dfe, STRASSE",
    "STRA\u1e9eE, strasse",
    "user10, user\u0661\u0660",
    "\u0410\u043d\u043d\u0430, AHHA"
  })
  void givesNamesThatLookAlikeOneSkeleton(String one, String other) {
    assertEquals(UserName.skeleton(one), UserName.skeleton(other));
  }

  @ParameterizedTest
  @CsvSource({
    "ada, adam",
    "a-b, a_b",
    "Guest4711, Guest4712",
    "\u304b\u304d, \u304c\u304d",
    "\u0430\u0434\u0430, \u0430\u0433\u0430",
    "\u5c71\u7530, \u5c71\u672c",
    "room, roam"
  })
  void distinguishesNamesThatReadersDistinguish(String one, String other) {
    assertNotEquals(UserName.skeleton(one), UserName.skeleton(other));
  }

  /** So that a name in another case has the same skeleton, whatever the script. */
  @Test
  void givesEveryLetterOneSkeletonInBothCases() {
    List<String> differ = new ArrayList<>();
    for (int c = 'a'; c < 0x600; c++) {
      String lower = Character.toString(Character.toLowerCase(c));
      if (UserName.isNameCharacter(c)
          && !"\u03b7\u03bc\u03bd\u03c5\u03ae\u03cd\u03cb".contains(lower)
          && UserName.fold(Character.toString(c)).equals(UserName.fold(lower))
          && !UserName.skeleton(Character.toString(c)).equals(UserName.skeleton(lower))) {
        differ.add(Integer.toHexString(c));
      }
    }
    assertEquals(List.of(), differ, "four Greek ones alone look like two letters");
  }

  @Test
  void leavesASkeletonAsItIs() {
    for (int c = 0; c < 0x20000; c++) {
      if (UserName.isNameCharacter(c) && !UserName.isInvisible(c)) {
        String skeleton = UserName.skeleton(Character.toString(c));
        assertFalse(skeleton.isEmpty(), Integer.toHexString(c));
        assertEquals(skeleton, UserName.skeleton(skeleton), Integer.toHexString(c));
      }
    }
  }

  /** ASCII names use a fast path, which must give the same result. */
  @Test
  void treatsAsciiNamesLikeAllOthers() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      String name =
          random
              .ints(UserName.MAX_LENGTH, '!', '~' + 1)
              .filter(UserName::isNameCharacter)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      assertEquals(UserName.skeleton("\u00fc" + name), "u" + UserName.skeleton(name), name);
      assertEquals(UserName.fold("\u00fc" + name), "\u00fc" + UserName.fold(name), name);
    }
  }

  @Test
  void rejectsNewInvisibleNamesAndKeepsOldOnes() {
    for (String name : List.of("a\u3164b", "\u115f\u115f", "ada\u1160", "\uffa0x")) {
      assertFalse(UserName.check(name).isEmpty());
    }
    for (String name : List.of("a\u202eb", "a\u2066b", "a\u200db", "a\u00adb", "a\u2800b")) {
      assertFalse(UserName.check(name).isEmpty());
    }
    assertEquals("a\u3164b", new User(UserId.of("x"), "a\u3164b", User.Kind.GUEST).name());
    assertEquals(UserName.skeleton("ada"), UserName.skeleton("ada\u3164"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", " x ", "a\u0301", "\ud83d\ude00", "<b>", "a.b"})
  void acceptsRoomNames(String name) {
    assertEquals(Optional.empty(), RoomName.check(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Gen\u200beral",
        "\u202eGeneral",
        "\u2066General\u2069",
        "General\u200f",
        "Gen\u00aderal",
        "\ufeffGeneral",
        "\u200d\u200d",
        "\u3164",
        "\u2800\u2800",
        "\u0301",
        "\u00a0\u3000"
      })
  void rejectsRoomNamesWithInvisibleCharacters(String name) {
    assertFalse(RoomName.check(name).isEmpty());
  }

  @Test
  void acceptsRoomNamesWithJoinersOfWordsAndEmoji() {
    for (String name :
        List.of(
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\ud83d\udc68\u200d\ud83d\udc67",
            "\u2764\ufe0f")) {
      assertEquals(Optional.empty(), RoomName.check(name), name);
    }
  }

  @Test
  void keepsRoomsWithFormerlyValidNames() {
    assertEquals("Gen\u200beral", RoomRecord.open(RoomId.of("r"), "Gen\u200beral").name());
  }

  @ParameterizedTest
  @CsvSource({
    "General, G\u0435neral",
    "General, GENERAL",
    "General, Genera1",
    "Caf\u00e9, Cafe",
    "Tech Talk, 'Tech  Talk'",
    "Tech Talk, 'Tech\u00a0Talk '",
    "General, Gen\u200ceral",
    "\u2764\ufe0f, \u2764"
  })
  void findsRoomNamesThatLookAlike(String one, String other) {
    assertEquals(RoomName.skeleton(one), RoomName.skeleton(other));
  }

  @Test
  void givesASkeletonItselfAsItsSkeleton() {
    for (String name : List.of("a\u0385", "\u0385", "a\u00b4 b", "Gen\u200ceral", "\u00bd rnvv")) {
      String look = RoomName.skeleton(name);
      assertFalse(look.isEmpty(), name);
      assertEquals(look, RoomName.skeleton(look), name);
    }
  }

  @Test
  void distinguishesRoomNamesThatLookDifferent() {
    assertNotEquals(RoomName.skeleton("Tech Talk"), RoomName.skeleton("TechTalk"));
    assertNotEquals(RoomName.skeleton("C#"), RoomName.skeleton("C++"));
    assertNotEquals(RoomName.skeleton("\u6771\u4eac"), RoomName.skeleton("\u4eac\u90fd"));
  }

  @ParameterizedTest
  @CsvSource({
    "Zoe\u0308, Zo\u00eb",
    "' ada ', ada",
    "'\u00a0ada\u3000', ada",
    "'a b', 'a b'",
    "'', ''",
    "'  ', ''"
  })
  void normalisesTypedNames(String typed, String name) {
    assertEquals(name, UserName.clean(typed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "a\nb", "a\u0000", "\ud83d", "a\u2028b", "\u0085"})
  void rejectsOtherRoomNames(String name) {
    assertFalse(RoomName.check(name).isEmpty());
  }

  @Test
  void acceptsOnlyIdsOfSafeCharacters() {
    for (String id : List.of("a", "A-z_0", "x".repeat(64))) {
      assertTrue(UserId.isValid(id));
    }
    for (String id : List.of("", "a.b", "a b", "\u00e9", "a/b", "x".repeat(65))) {
      assertFalse(UserId.isValid(id));
      assertThrows(IllegalArgumentException.class, () -> UserId.of(id));
    }
    assertTrue(RoomId.isValid("dm.a.b"));
    assertTrue(RoomId.isValid("x".repeat(160)));
    for (String id : List.of("", "a b", "../x", "x".repeat(161))) {
      assertFalse(RoomId.isValid(id));
      assertThrows(IllegalArgumentException.class, () -> RoomId.of(id));
    }
  }

  @Test
  void derivesAConversationFromItsTwoUsers() {
    UserId ada = UserId.of("x".repeat(64));
    UserId bob = UserId.of("B".repeat(64));
    Conversation both = Conversation.between(ada, bob);
    assertEquals(both, Conversation.between(bob, ada));
    assertEquals(Optional.of(both), Conversation.of(both.room()));
    assertEquals(List.of(bob, ada), both.people());
    assertEquals(bob, both.other(ada));
    assertThrows(IllegalArgumentException.class, () -> Conversation.between(ada, ada));
    assertThrows(IllegalArgumentException.class, () -> both.other(UserId.of("eve")));
    for (String id :
        List.of("dm.b.a", "dm.a.a", "dm.a", "dm..", "dm.a.", "dm.a.b.c", "DM.a.b", "xdm.a.b")) {
      assertEquals(Optional.empty(), Conversation.of(RoomId.of(id)), id);
    }
  }

  @Test
  void foldsIdempotentlyWhateverTheCharacter() {
    for (int c = 0x20; c <= Character.MAX_CODE_POINT; c++) {
      String name = "a" + Character.toString(c) + "b";
      if (UserName.check(name).isEmpty()) {
        String folded = UserName.fold(name);
        assertEquals(folded, UserName.fold(folded), Integer.toHexString(c));
      }
      if (RoomName.check(name).isEmpty()) {
        String folded = RoomName.fold(name);
        assertEquals(folded, RoomName.fold(folded), Integer.toHexString(c));
      }
    }
    assertEquals(UserName.fold("STRASSE"), UserName.fold("Stra\u1E9Ee"));
  }

  @Test
  void foldsRoomNamesIdempotently() {
    for (String name : List.of("\u0385ga", " Tea ", "\u00A0tea", "STRASSE", "\u01F0")) {
      String folded = RoomName.fold(name);
      assertEquals(folded, RoomName.fold(folded), name);
    }
  }
}
