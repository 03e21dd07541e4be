package chat.server.limit;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The addresses from which each account was signed in to since the server started. Holds at most
 * {@link #MOST_ACCOUNTS} accounts with {@link #MOST_ADDRESSES} addresses each, some 10 MB, and
 * evicts the least recently used. Sign-ins to one account do not evict addresses of another.
 * Thread-safe by its monitor, which is held briefly.
 */
final class KnownAddresses {
  static final int MOST_ACCOUNTS = 10_000;
  static final int MOST_ADDRESSES = 8;

  private final Map<String, Set<AddressBlock>> byAccount = new LinkedHashMap<>(16, 0.75f, true);

  synchronized boolean contains(String account, AddressBlock address) {
    Set<AddressBlock> known = byAccount.get(account);
    return known != null && known.contains(address);
  }

  synchronized void add(String account, AddressBlock address) {
    Set<AddressBlock> known = byAccount.computeIfAbsent(account, made -> new LinkedHashSet<>(2));
    known.remove(address);
    known.add(address); // now the latest
    if (known.size() > MOST_ADDRESSES) {
      known.remove(known.iterator().next());
    }
    if (byAccount.size() > MOST_ACCOUNTS) {
      byAccount.remove(byAccount.keySet().iterator().next());
    }
  }

  synchronized int size() {
    return byAccount.size();
  }
}
