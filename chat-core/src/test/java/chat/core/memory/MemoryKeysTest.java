package chat.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.Receipt;
import chat.core.port.Samples;
import chat.core.port.SendKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MemoryKeysTest {
  private static final RoomId NAMED = RoomId.of("named");
  private static final RoomId OTHER = RoomId.of("other");

  /** So many that all arrays have grown, and not a power of two. */
  private static final int MOST = 100;

  /** Texts that have the same hash code, of which there are as many as one likes. */
  private static final List<String> ALIKE = alike();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void doesWhatAMapInOrderOfInsertionDoes(long seed) {
    Random random = new Random(seed);
    MemoryKeys keys = new MemoryKeys(NAMED, MOST);
    Map<SendKey, Receipt> model = new LinkedHashMap<>();
    List<SendKey> all = new ArrayList<>();
    for (int seq = 1; seq <= 2_000; seq++) {
      SendKey key = key(random, seq);
      if (!model.containsKey(key)) {
        RoomEvent event = event(random.nextBoolean() ? NAMED : OTHER, seq);
        keys.put(key, event);
        model.put(key, Receipt.of(event));
        model.keySet().stream().limit(model.size() > MOST ? 1 : 0).toList().forEach(model::remove);
        all.add(key);
      }
      if (random.nextInt(500) == 0) {
        keys = keys.without(OTHER);
        model.values().removeIf(receipt -> receipt.room().equals(OTHER));
      }
      assertEquals(model.isEmpty(), keys.isEmpty());
    }
    for (SendKey key : all) {
      assertEquals(Optional.ofNullable(model.get(key)), keys.find(key), key::toString);
    }
  }

  @Test
  void isEmptyWithoutWhatIsLeftOfARoom() {
    MemoryKeys keys = new MemoryKeys(NAMED, MOST);
    assertTrue(keys.isEmpty());
    keys.put(new SendKey(NAMED, Samples.ADA.id(), "k"), event(OTHER, 1));

    assertFalse(keys.isEmpty());
    assertFalse(keys.without(NAMED).isEmpty());
    assertTrue(keys.without(OTHER).isEmpty());
  }

  private static SendKey key(Random random, int number) {
    UserId author = random.nextBoolean() ? Samples.ADA.id() : Samples.BOB.id();
    boolean alike = random.nextInt(3) == 0;
    String clientId = alike ? ALIKE.get(random.nextInt(ALIKE.size())) : "k" + number;
    return new SendKey(NAMED, author, clientId);
  }

  private static RoomEvent event(RoomId room, int seq) {
    return Samples.draft(room, Samples.ADA, "k").event().withSeq(seq);
  }

  private static List<String> alike() {
    List<String> texts = List.of("");
    for (int length = 0; length < 6; length++) {
      texts = texts.stream().flatMap(text -> List.of(text + "Aa", text + "BB").stream()).toList();
    }
    return texts;
  }
}
