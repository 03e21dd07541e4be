package chat.server.limit;

import java.util.Objects;

/**
 * How much each client may do. Immutable.
 *
 * @param on whether any of this holds
 * @param messages of one person in one room
 * @param frames of any kind on one connection
 * @param joins of one person: rooms joined that are not their own, left, and conversations opened
 * @param changes of one person that others are told of: rooms created, names taken
 * @param wrongCodes for rooms, from one address
 * @param allWrongCodes for rooms, from all addresses together
 * @param guests made for one address
 * @param signIns wrong passwords of one account from one address, and passwords beside one session
 * @param accountSignIns wrong passwords of one account from all addresses together
 * @param registrations from one address
 * @param requests by REST of one person
 * @param addressRequests by REST, and to open connections, from one address
 * @param searches of one person, or of all strangers from one address
 * @param reads of one person, or of all strangers from one address: pages of rooms and of lists
 * @param connections open at a time from one address, at least 1
 * @param botFactor how many times as often as a person a bot may do what is counted by person or
 *     connection, from 1 to 1,000
 * @param addresses of all users of one address together
 */
public record LimitSettings(
    boolean on,
    Rate messages,
    Rate frames,
    Rate joins,
    Rate changes,
    Rate wrongCodes,
    Rate allWrongCodes,
    Rate guests,
    Rate signIns,
    Rate accountSignIns,
    Rate registrations,
    Rate requests,
    Rate addressRequests,
    Rate searches,
    Rate reads,
    int connections,
    int botFactor,
    AddressRates addresses) {
  /** Rejects null. */
  public LimitSettings {
    Objects.requireNonNull(messages, "messages");
    Objects.requireNonNull(frames, "frames");
    Objects.requireNonNull(joins, "joins");
    Objects.requireNonNull(changes, "changes");
    Objects.requireNonNull(wrongCodes, "wrongCodes");
    Objects.requireNonNull(allWrongCodes, "allWrongCodes");
    Objects.requireNonNull(guests, "guests");
    Objects.requireNonNull(signIns, "signIns");
    Objects.requireNonNull(accountSignIns, "accountSignIns");
    Objects.requireNonNull(registrations, "registrations");
    Objects.requireNonNull(requests, "requests");
    Objects.requireNonNull(addressRequests, "addressRequests");
    Objects.requireNonNull(searches, "searches");
    Objects.requireNonNull(reads, "reads");
    Objects.requireNonNull(addresses, "addresses");
  }
}
