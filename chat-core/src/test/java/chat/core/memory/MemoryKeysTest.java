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
import org.junit.jupiter.params.provider.CsvSource;

final class MemoryKeysTest {
  private static final RoomId NAMED = RoomId.of("named");
  private static final RoomId OTHER = RoomId.of("other");

  /** Enough that all arrays have grown, and not a power of two. */
  private static final int MOST = 100;

  /** With 1 all keys of an author have the same hash, with 3 and 31 many. */
  @ParameterizedTest
  @CsvSource({"1,1", "2,-7046029254386353131", "3,31", "4,-7046029254386353131", "5,3"})
  void agreesWithALinkedHashMap(long seed, long factor) {
    Random random = new Random(seed);
    MemoryKeys keys = new MemoryKeys(NAMED, MOST, factor);
    Map<SendKey, Receipt> model = new LinkedHashMap<>();
    List<SendKey> all = new ArrayList<>();
    for (int seq = 1; seq <= 2_000; seq++) {
      SendKey key = key(random, seq);
      assertEquals(Optional.ofNullable(model.get(key)), keys.find(key), key::toString);
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
  void isEmptyWithoutTheKeysOfItsRoom() {
    MemoryKeys keys = new MemoryKeys(NAMED, MOST, 31);
    assertTrue(keys.isEmpty());
    keys.put(new SendKey(NAMED, Samples.ADA.id(), "k"), event(OTHER, 1));

    assertFalse(keys.isEmpty());
    assertFalse(keys.without(NAMED).isEmpty());
    assertTrue(keys.without(OTHER).isEmpty());
  }

  private static SendKey key(Random random, int number) {
    UserId author = random.nextBoolean() ? Samples.ADA.id() : Samples.BOB.id();
    boolean again = random.nextInt(3) == 0;
    String clientId = again ? "again" + random.nextInt(64) : "k" + number;
    return new SendKey(NAMED, author, clientId);
  }

  private static RoomEvent event(RoomId room, int seq) {
    return Samples.draft(room, Samples.ADA, "k").event().withSeq(seq);
  }
}
