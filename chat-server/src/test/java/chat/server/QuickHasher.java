package chat.server;

import chat.server.account.password.PasswordHasher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A fast password hasher that records the hashes which passwords were checked against. Thread-safe
 * by its list.
 */
public final class QuickHasher implements PasswordHasher {
  private final List<String> checked = new CopyOnWriteArrayList<>();

  @Override
  public String hash(String password) {
    return "hash of " + password;
  }

  @Override
  public boolean matches(String password, String hash) {
    checked.add(hash);
    return hash.equals("hash of " + password);
  }

  @Override
  public String dummy() {
    return "dummy";
  }

  /** The hashes that passwords were checked against, in order. */
  public List<String> checked() {
    return checked;
  }
}
