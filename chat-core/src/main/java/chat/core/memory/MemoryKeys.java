package chat.core.memory;

import chat.core.model.RoomId;
import chat.core.port.Receipt;
import chat.core.port.SendKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The latest keys of sends that named one room. Guarded by the store's monitor. */
final class MemoryKeys {
  private final Map<SendKey, Receipt> receipts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SendKey, Receipt> eldest) {
          return size() > MemoryStore.KEYS_PER_ROOM;
        }
      };

  Optional<Receipt> find(SendKey key) {
    return Optional.ofNullable(receipts.get(key));
  }

  void put(SendKey key, Receipt receipt) {
    receipts.put(key, receipt);
  }

  /** Forgets the sends stored in {@code room}, which is no more; whether none is left. */
  boolean forgetStoredIn(RoomId room) {
    receipts.values().removeIf(receipt -> receipt.room().equals(room));
    return receipts.isEmpty();
  }
}
