package chat.server.account;

import chat.server.account.service.SessionConnections;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records the calls that a test makes. Confined to the test's thread. */
public final class RecordedConnections implements SessionConnections {
  public final List<TokenHash> closed = new ArrayList<>();
  final Map<TokenHash, TokenHash> moved = new LinkedHashMap<>();
  public final Set<TokenHash> open = new LinkedHashSet<>();

  @Override
  public void close(Collection<TokenHash> sessions) {
    closed.addAll(sessions);
  }

  @Override
  public void move(TokenHash ended, TokenHash successor) {
    moved.put(ended, successor);
  }

  @Override
  public boolean hasEnded(TokenHash session) {
    return closed.contains(session);
  }

  @Override
  public Set<TokenHash> open() {
    return open;
  }
}
