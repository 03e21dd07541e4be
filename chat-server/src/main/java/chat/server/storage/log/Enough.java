package chat.server.storage.log;

import chat.core.event.RoomEvent;
import chat.core.port.MessageLog;
import java.util.function.Predicate;

/**
 * Ends a page when its events take {@link MessageLog#ENOUGH_BYTES}. Confined to the read of one
 * page.
 */
final class Enough implements Predicate<RoomEvent> {
  private long bytes;

  @Override
  public boolean test(RoomEvent event) {
    bytes += event.footprint();
    return isReached();
  }

  boolean isReached() {
    return bytes >= MessageLog.ENOUGH_BYTES;
  }
}
