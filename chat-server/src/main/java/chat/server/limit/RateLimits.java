package chat.server.limit;

import chat.core.command.Command;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All rate limits of a server. Methods that count return 0 when the action is allowed; otherwise
 * they count nothing and return the wait in milliseconds until it is. Thread-safe without a global
 * lock.
 */
public final class RateLimits {
  /**
   * The limit of HTTP connections as a multiple of that of WebSockets: a browser loads the page
   * over up to six connections at once, but the users of one address rarely load it at the same
   * moment.
   */
  private static final long REQUEST_CONNECTIONS = 2;

  /** One in this many connections is reserved for known users. */
  public static final int RESERVED_PART = 4;

  private final LimitSettings settings;
  private final LongSupplier now;
  private final long frameCost;
  private final long frameCapacity;
  private final RateLimit<UserRoomKey> messages;
  private final RateLimit<RoomId> roomReactions;
  private final RateLimit<UserId> joins;
  private final RateLimit<UserId> changes;
  private final RateLimit<UserId> drafts;
  private final RateLimit<UserId> requests;
  private final RateLimit<UserId> searches;
  private final AddressLimit anonymousSearches;
  private final RateLimit<UserId> reads;
  private final AddressLimit anonymousReads;
  private final AddressLimit addressRequests;
  private final AddressLimit guests;
  private final SignInLimits signIns;
  private final AddressLimit registrations;
  private final AddressBudget budget;
  private final Function<Command<?>, CommandRate> rateOf;
  private final RoomCodeLimiter codes;
  private final PerAddressCounter connections;
  private final PerAddressCounter requestConnections;

  /**
   * Creates the limits that {@code settings} describe.
   *
   * @param rateOf the rate of each command
   * @param nanoTime a clock like {@link System#nanoTime}
   */
  public RateLimits(
      LimitSettings settings, Function<Command<?>, CommandRate> rateOf, LongSupplier nanoTime) {
    this.settings = settings;
    this.rateOf = rateOf;
    long start = nanoTime.getAsLong();
    this.now = () -> nanoTime.getAsLong() - start;
    this.messages = limit(settings.messages());
    this.roomReactions = limit(settings.roomReactions());
    this.joins = limit(settings.joins());
    this.changes = limit(settings.changes());
    this.drafts = limit(settings.drafts());
    this.requests = limit(settings.requests());
    this.searches = limit(settings.searches());
    this.anonymousSearches = addressLimit(settings.searches());
    this.reads = limit(settings.reads());
    this.anonymousReads = addressLimit(settings.reads());
    this.addressRequests = addressLimit(settings.addressRequests());
    this.guests = addressLimit(settings.guests());
    this.signIns =
        new SignInLimits(
            inForce(settings.addresses().signIns()),
            inForce(settings.signIns()),
            inForce(settings.accountSignIns()),
            now);
    this.registrations = addressLimit(settings.registrations());
    this.budget =
        new AddressBudget(
            settings.on() ? settings.addresses() : AddressRates.unlimited(), rateOf, now);
    this.frameCost = inForce(settings.frames()).cost();
    this.frameCapacity = inForce(settings.frames()).capacity();
    this.codes =
        new RoomCodeLimiter(inForce(settings.wrongCodes()), inForce(settings.allWrongCodes()), now);
    this.connections =
        settings.on()
            ? new PerAddressCounter(settings.connections(), settings.connections() / RESERVED_PART)
            : new PerAddressCounter(Integer.MAX_VALUE, 0);
    this.requestConnections =
        new PerAddressCounter(
            settings.on()
                ? (int) Math.min(Integer.MAX_VALUE, REQUEST_CONNECTIONS * settings.connections())
                : Integer.MAX_VALUE,
            0);
  }

  private <K> RateLimit<K> limit(Rate rate) {
    return new RateLimit<>(inForce(rate), now);
  }

  private AddressLimit addressLimit(Rate rate) {
    return new AddressLimit(inForce(rate), now);
  }

  private Rate inForce(Rate rate) {
    return settings.on() ? rate : Rate.UNLIMITED;
  }

  /** Whether limits apply at all. */
  public boolean isOn() {
    return settings.on();
  }

  /** Counts an event that {@code command} of {@code author} stores in a room. */
  public long event(User author, Command<?> command) {
    CommandRate rate = rate(command);
    return event(new UserRoomKey(author.id(), rate.room().apply(command)), author, rate);
  }

  /** Gives back an {@link #event} that was not stored: it was rejected, or was a duplicate. */
  public void notStored(User author, Command<?> command) {
    CommandRate rate = rate(command);
    RoomId room = rate.room().apply(command);
    messages.giveBack(new UserRoomKey(author.id(), room), factor(author));
    if (rate.isReaction()) {
      roomReactions.giveBack(room, 1);
    }
  }

  /** Counts a REST request or a connection attempt from {@code address}. */
  public long request(AddressBlock address) {
    return addressRequests.take(address);
  }

  /** Counts a REST request of {@code user}. */
  public long request(User user) {
    return requests.take(user.id(), factor(user));
  }

  /** Counts a page that {@code user} reads. */
  public long read(User user) {
    return reads.take(user.id(), factor(user));
  }

  /** Counts a page read by {@code caller}, or by an unauthenticated client at {@code address}. */
  public long read(Optional<User> caller, AddressBlock address) {
    return caller.isPresent() ? read(caller.get()) : anonymousReads.take(address);
  }

  /** Counts a search of {@code user}. */
  public long search(User user) {
    return searches.take(user.id(), factor(user));
  }

  /** Counts a search by {@code caller}, or by an unauthenticated client at {@code address}. */
  public long search(Optional<User> caller, AddressBlock address) {
    return caller.isPresent() ? search(caller.get()) : anonymousSearches.take(address);
  }

  /** Counts a guest to be created for {@code address}. */
  public long guest(AddressBlock address) {
    return guests.take(address);
  }

  /** The limits on password attempts. */
  public SignInLimits signIns() {
    return signIns;
  }

  /** Counts an account to be created for {@code address}, and the hash of its password. */
  public long registration(AddressBlock address) {
    long wait = signIns.hash(address);
    if (wait > 0) {
      return wait;
    }
    wait = registrations.take(address);
    if (wait > 0) {
      signIns.notHashed(address);
    }
    return wait;
  }

  /** The rate of {@code command}. */
  CommandRate rate(Command<?> command) {
    return rateOf.apply(command);
  }

  /** The limits on all users of one address together. */
  public AddressBudget budget() {
    return budget;
  }

  /** Counts the WebSocket connections of each address. */
  public PerAddressCounter connections() {
    return connections;
  }

  /** Counts the HTTP connections of each address that are not, or not yet, WebSockets. */
  public PerAddressCounter requestConnections() {
    return requestConnections;
  }

  /**
   * The limits of one connection.
   *
   * @param isKnown whether the server has known the user for a while
   * @param owns whether the user belongs to a room; thread-safe, must not block
   */
  public CommandLimiter of(
      User user, AddressBlock address, boolean isKnown, Predicate<RoomId> owns) {
    return new CommandLimiter(this, user, address, isKnown, owns);
  }

  /** Removes all full buckets. To be called periodically. */
  public void sweep() {
    Stream.<RateLimit<?>>of(
            messages, roomReactions, joins, changes, drafts, requests, searches, reads)
        .forEach(RateLimit::sweep);
    Stream.of(anonymousSearches, anonymousReads).forEach(AddressLimit::sweep);
    Stream.of(addressRequests, guests, registrations).forEach(AddressLimit::sweep);
    budget.sweep();
    codes.sweep();
    signIns.sweep();
  }

  /**
   * Counts an event by the existing key of its author and room. A user who exceeds the own limit
   * must not use up that of the room.
   */
  long event(UserRoomKey key, User author, CommandRate rate) {
    long wait = messages.take(key, factor(author));
    if (wait > 0 || !rate.isReaction()) {
      return wait;
    }
    wait = roomReactions.take(key.room());
    if (wait > 0) {
      messages.giveBack(key, factor(author));
    }
    return wait;
  }

  /** Counts a frame on the connection that {@code bucket} belongs to. */
  long frame(TokenBucket bucket, User user) {
    if (frameCost == 0) {
      return 0;
    }
    long missing = bucket.take(frameCost / factor(user), frameCapacity, now.getAsLong());
    return TokenBucket.millis(missing);
  }

  /**
   * The debt of a connection for frames beyond its rate.
   *
   * @param user the user of the connection; empty when not known
   */
  public FrameDebt frameDebt(Optional<User> user) {
    return new FrameDebt(inForce(settings.frames()), user.map(this::factor).orElse(1), now);
  }

  long join(User user) {
    return joins.take(user.id(), factor(user));
  }

  /** Counts the name of a bot that {@code user} creates from {@code address}. */
  public long bot(User user, AddressBlock address) {
    long wait = budget.name(address);
    if (wait > 0) {
      return wait;
    }
    wait = change(user);
    if (wait > 0) {
      budget.nameRefused(address);
    }
    return wait;
  }

  /** Gives back a {@link #bot} that was rejected. */
  public void botRefused(User user, AddressBlock address) {
    changeRefused(user);
    budget.nameRefused(address);
  }

  /** Counts a name that {@code user} takes, or a room or invite that the user creates. */
  public long change(User user) {
    return changes.take(user.id(), factor(user));
  }

  long draft(User user) {
    return drafts.take(user.id(), factor(user));
  }

  void draftRefused(User user) {
    drafts.giveBack(user.id(), factor(user));
  }

  void searchRefused(User user) {
    searches.giveBack(user.id(), factor(user));
  }

  void readRefused(User user) {
    reads.giveBack(user.id(), factor(user));
  }

  void joinRefused(User user) {
    joins.giveBack(user.id(), factor(user));
  }

  /** Gives back a {@link #change} that was rejected. */
  public void changeRefused(User user) {
    changes.giveBack(user.id(), factor(user));
  }

  RoomCodeLimiter codes() {
    return codes;
  }

  Optional<Rate> messages(User user) {
    Rate rate = inForce(settings.messages());
    return rate.isUnlimited() ? Optional.empty() : Optional.of(rate.times(factor(user)));
  }

  private int factor(User user) {
    return user.kind() == User.Kind.BOT ? settings.botFactor() : 1;
  }
}
