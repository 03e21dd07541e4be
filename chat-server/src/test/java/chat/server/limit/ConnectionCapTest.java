package chat.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ConnectionCapTest {
  private static final AddressBlock HERE = new AddressBlock(false, 1);
  private static final AddressBlock THERE = new AddressBlock(true, 1);

  private final ConnectionCap cap = new ConnectionCap(2);

  @Test
  void countsEachAddressByItself() {
    assertTrue(cap.enter(HERE));
    assertTrue(cap.enter(HERE));
    assertTrue(cap.isReached(HERE));
    assertFalse(cap.enter(HERE));

    assertFalse(cap.isReached(THERE));
    assertTrue(cap.enter(THERE));
  }

  @Test
  void countsNobodyWhomItRefused() {
    cap.enter(HERE);
    cap.enter(HERE);
    cap.enter(HERE);
    cap.leave(HERE);

    assertFalse(cap.isReached(HERE));
    assertTrue(cap.enter(HERE));
    assertFalse(cap.enter(HERE));
  }

  @Test
  void holdsNothingOfWhoHasLeft() {
    cap.enter(HERE);
    cap.enter(THERE);
    cap.leave(HERE);
    cap.leave(THERE);

    assertEquals(0, cap.size());
  }
}
