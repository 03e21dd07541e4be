package chat.server.limit;

import java.util.Objects;

/**
 * The limits on all users of one address together, over WebSockets and REST. Immutable.
 *
 * @param kib KiB stored by messages and other commands; see {@link AddressBudget}
 * @param searches searches
 * @param reads pages read, and joins of rooms that the user is not a member of
 * @param names names taken, bots' names included
 * @param rooms rooms created, of any kind except direct conversations
 * @param publicRooms public rooms created
 * @param keptPublicRooms how many public rooms created by the address may exist at a time, at least
 *     1
 * @param signIns passwords checked or set, each of which costs a password hash
 */
public record AddressRates(
    Rate kib,
    Rate searches,
    Rate reads,
    Rate names,
    Rate rooms,
    Rate publicRooms,
    int keptPublicRooms,
    Rate signIns) {
  /** Rejects null. */
  public AddressRates {
    Objects.requireNonNull(kib, "kib");
    Objects.requireNonNull(searches, "searches");
    Objects.requireNonNull(reads, "reads");
    Objects.requireNonNull(names, "names");
    Objects.requireNonNull(rooms, "rooms");
    Objects.requireNonNull(publicRooms, "publicRooms");
    Objects.requireNonNull(signIns, "signIns");
  }

  /** No limits. */
  static AddressRates unlimited() {
    Rate any = Rate.UNLIMITED;
    return new AddressRates(any, any, any, any, any, any, Integer.MAX_VALUE, any);
  }
}
