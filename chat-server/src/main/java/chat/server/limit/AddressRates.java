package chat.server.limit;

import java.util.Objects;

/**
 * How much all users of one address may do together, on sockets and by REST. Immutable.
 *
 * @param kib of what is stored: messages, and what other commands write; see {@link AddressBudget}
 * @param searches searches
 * @param reads pages, and rooms joined that are not the user's own
 * @param names names taken, bots' names included
 * @param rooms rooms created, of any kind but conversations
 * @param publicRooms public rooms created
 * @param keptPublicRooms how many of these may exist at a time, at least 1
 * @param signIns passwords checked or set, each of which costs a slow hash
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

  /** No bounds at all. */
  static AddressRates unlimited() {
    Rate any = Rate.UNLIMITED;
    return new AddressRates(any, any, any, any, any, any, Integer.MAX_VALUE, any);
  }
}
