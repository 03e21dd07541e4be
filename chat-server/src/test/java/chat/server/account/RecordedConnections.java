package chat.server.account;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Connections of which a test sees what happens to them. Confined to the test's thread. */
final class RecordedConnections implements Connections {
  final List<TokenHash> closed = new ArrayList<>();
  final Map<TokenHash, TokenHash> moved = new LinkedHashMap<>();
  final Set<TokenHash> open = new LinkedHashSet<>();

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
