package chat.server.limit;

import java.util.Objects;

/**
 * The configured limits. Immutable.
 *
 * @param on whether the limits apply at all
 * @param messages messages of one user in one room
 * @param roomReactions reactions that all users together set or remove in one room
 * @param frames frames of any type on one connection
 * @param joins of one user: joins of rooms that the user is not a member of, leaves, and direct
 *     conversations opened
 * @param changes changes of one user that are broadcast: rooms created, names taken; and those that
 *     concern the user alone: notifications set, read markers set back
 * @param drafts drafts saved by one user
 * @param wrongCodes wrong room codes from one address
 * @param allWrongCodes wrong room codes from all addresses together
 * @param guests guests created for one address
 * @param signIns wrong passwords of one account from one address, and passwords beside one session
 * @param accountSignIns wrong passwords of one account from all addresses together
 * @param registrations registrations from one address
 * @param requests REST requests of one user
 * @param addressRequests REST requests and connection attempts from one address
 * @param searches searches of one user, or of all unauthenticated clients of one address
 * @param reads pages of messages and lists read by one user, or by all unauthenticated clients of
 *     one address
 * @param connections connections open at a time from one address, at least 1
 * @param botFactor the factor by which a bot's limits per user and per connection exceed those of
 *     other users, from 1 to 1,000
 * @param addresses the limits on all users of one address together
 */
public record LimitSettings(
    boolean on,
    Rate messages,
    Rate roomReactions,
    Rate frames,
    Rate joins,
    Rate changes,
    Rate drafts,
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
    Objects.requireNonNull(roomReactions, "roomReactions");
    Objects.requireNonNull(frames, "frames");
    Objects.requireNonNull(joins, "joins");
    Objects.requireNonNull(changes, "changes");
    Objects.requireNonNull(drafts, "drafts");
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
