package chat.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.model.User;
import chat.core.model.UserId;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class UploadRatesTest {
  private static final AddressBlock ADDRESS = AddressBlock.of(InetAddress.getLoopbackAddress());
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final User ADA = new User(UserId.of("ada"), "Ada", User.Kind.GUEST);
  private static final User BOT = new User(UserId.of("bot"), "Bot", User.Kind.BOT);

  private final UploadRates rates =
      new UploadRates(new Rate(2, SECOND), 10, new Rate(100, SECOND), () -> 0);

  private int begun(User user) {
    int begun = 0;
    while (rates.begin(user, ADDRESS) == 0) {
      begun++;
    }
    return begun;
  }

  @Test
  void botsMayBeginMoreUploads() {
    assertEquals(2, begun(ADA));
    assertEquals(20, begun(BOT));
  }

  @Test
  void uploadsThatAreNotCreatedAreNotCounted() {
    assertEquals(20, begun(BOT));
    rates.notBegun(BOT, ADDRESS);
    assertEquals(1, begun(BOT));
    assertEquals(0, rates.begin(ADA, ADDRESS));
  }
}
