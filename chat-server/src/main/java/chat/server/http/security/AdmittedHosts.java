package chat.server.http.security;

import chat.server.http.IpAddresses;
import java.net.IDN;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The host names that this server accepts. With DNS rebinding an attacker resolves their own host
 * name to this server's address, and browsers treat the attacker's page as same-origin with it. So
 * only names that an attacker cannot register, and listed ones, are admitted. Immutable.
 */
public final class AdmittedHosts {
  /** RFC 6762, RFC 6761, RFC 8375, ICANN's reservation of 2024, and home routers' {@code .lan}. */
  private static final List<String> UNREGISTRABLE =
      List.of(".local", ".lan", ".internal", ".home.arpa", ".localhost");

  private static final String ANY_LABEL = "*.";
  private static final Pattern NAME =
      Pattern.compile("(?:\\*\\.)?[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\\.[a-z0-9_-]+)*");
  private static final int MAX_NAME_LENGTH = 253; // RFC 1035 2.3.4

  private final Set<String> names;
  private final List<String> suffixes;

  private AdmittedHosts(Collection<String> listed) {
    List<String> exact = new ArrayList<>();
    List<String> below = new ArrayList<>();
    for (String name : listed) {
      if (name.startsWith(ANY_LABEL)) {
        below.add(name.substring(ANY_LABEL.length() - 1));
      } else {
        exact.add(name);
      }
    }
    names = Set.copyOf(exact);
    suffixes = List.copyOf(below);
  }

  /**
   * Admits {@code listed} besides the names that cannot be registered.
   *
   * @param listed canonical host names; {@code *.example.org} admits every name one label below it
   */
  public static AdmittedHosts of(Collection<String> listed) {
    return new AdmittedHosts(listed);
  }

  /**
   * The canonical form of a host name without a port: lower case, in ASCII.
   *
   * @return empty when {@code name} is not a host name
   */
  public static Optional<String> canonical(String name) {
    try {
      boolean wildcard = name.startsWith(ANY_LABEL);
      String plain = wildcard ? name.substring(ANY_LABEL.length()) : name;
      String ascii = IDN.toASCII(plain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
      String whole = wildcard ? ANY_LABEL + ascii : ascii;
      return whole.length() <= MAX_NAME_LENGTH && NAME.matcher(whole).matches()
          ? Optional.of(whole)
          : Optional.empty();
    } catch (IllegalArgumentException notAName) {
      return Optional.empty();
    }
  }

  /**
   * Whether requests for {@code host} are accepted.
   *
   * @param host the Host field without the port: a name, or an address literal
   */
  boolean admits(String host) {
    if (host.startsWith("[") || IpAddresses.parse(host).isPresent()) {
      return true; // an address literal cannot be rebound
    }
    String name = host.toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    return name.indexOf('.') < 0
        || UNREGISTRABLE.stream().anyMatch(name::endsWith)
        || names.contains(name)
        || isBelowAListedName(name);
  }

  private boolean isBelowAListedName(String name) {
    String suffix = name.substring(name.indexOf('.'));
    return suffixes.contains(suffix);
  }
}
