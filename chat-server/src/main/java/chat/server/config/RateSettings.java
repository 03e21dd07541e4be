package chat.server.config;

import chat.server.limit.AddressRates;
import chat.server.limit.LimitSettings;
import chat.server.limit.Rate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The settings of rate and connection limits; a part of {@link Settings}. Immutable. */
final class RateSettings {
  static final Setting<Rate> MESSAGES =
      new Setting<>(
          "LIMIT_MESSAGES", "10+2/s", "How often a user may post in one room.", RateSettings::rate);
  static final Setting<Rate> ROOM_REACTIONS =
      new Setting<>(
          "LIMIT_ROOM_REACTIONS",
          "20+10/s",
          "How often all users of a room together may add or remove a reaction: each is sent to"
              + " everyone in the room.",
          RateSettings::rate);
  static final Setting<Rate> FRAMES =
      new Setting<>(
          "LIMIT_FRAMES",
          "600+100/s",
          "How often a connection may send frames of any kind; above it the connection is"
              + " read more slowly, and closed after 30 s.",
          RateSettings::rate);
  static final Setting<Rate> JOINS =
      new Setting<>(
          "LIMIT_JOINS",
          "50+1/s",
          "How often a user may join a room that is not their own, leave a room or open a"
              + " conversation.",
          RateSettings::rate);
  static final Setting<Rate> CHANGES =
      new Setting<>(
          "LIMIT_CHANGES",
          "60+30/m",
          "How often a user may create a room, change their name, set the notifications of a room,"
              + " mark messages as unread or follow a thread.",
          RateSettings::rate);
  static final Setting<Rate> DRAFTS =
      new Setting<>(
          "LIMIT_DRAFTS",
          "60+2/s",
          "How often a user may save a message that is being written.",
          RateSettings::rate);
  static final Setting<Rate> WRONG_CODES =
      new Setting<>(
          "LIMIT_WRONG_CODES",
          "4+1/m",
          "How many wrong room codes an address may try; never more than 5 in a minute.",
          RateSettings::rate);
  static final Setting<Rate> ALL_WRONG_CODES =
      new Setting<>(
          "LIMIT_ALL_WRONG_CODES",
          "100+100/m",
          "How many wrong room codes all addresses may try together; above it no code"
              + " opens a room. Known users have a separate limit of 4 times the rate.",
          RateSettings::rate);
  static final Setting<Rate> GUESTS =
      new Setting<>(
          "LIMIT_GUESTS",
          "300+1/s",
          "How often an address may enter as a new guest.",
          RateSettings::rate);
  static final Setting<Rate> SIGN_INS =
      new Setting<>(
          "LIMIT_SIGN_INS",
          "10+10/m",
          "How many wrong passwords of an account are accepted from one address.",
          RateSettings::rate);
  static final Setting<Rate> ACCOUNT_SIGN_INS =
      new Setting<>(
          "LIMIT_ACCOUNT_SIGN_INS",
          "100+100/m",
          "How many wrong passwords of an account are accepted from all addresses"
              + " together, except those from which the account signed in before.",
          RateSettings::rate);
  static final Setting<Rate> REGISTRATIONS =
      new Setting<>(
          "LIMIT_REGISTRATIONS",
          "300+20/h",
          "How often an address may register an account.",
          RateSettings::rate);
  static final Setting<Rate> REQUESTS =
      new Setting<>(
          "LIMIT_REQUESTS",
          "60+20/s",
          "How many REST requests a user may send.",
          RateSettings::rate);
  static final Setting<Rate> ADDRESS_REQUESTS =
      new Setting<>(
          "LIMIT_ADDRESS_REQUESTS",
          "2000+100/s",
          "How many REST requests and connections all users of an address may make.",
          RateSettings::rate);
  static final Setting<Rate> SEARCHES =
      new Setting<>(
          "LIMIT_SEARCHES",
          "30+5/s",
          "How often a user may search; anonymous requests from one address count as one"
              + " user.",
          RateSettings::rate);
  static final Setting<Rate> READS =
      new Setting<>(
          "LIMIT_READS",
          "100+2/s",
          "How often a user may request a page of a room or of a list; anonymous requests"
              + " from one address count as one user.",
          RateSettings::rate);
  static final Setting<Integer> CONNECTIONS =
      new Setting<>(
          "LIMIT_CONNECTIONS",
          "1000",
          "How many WebSockets an address may have at a time, a quarter of them reserved"
              + " for known users, and twice as many other connections; in IPv6 a /64 counts as"
              + " one address, a /56 may have 4 times as many and a /48 16 times.",
          SettingParser.number(1, 1_000_000));
  static final Setting<Rate> ADDRESS_KIB =
      new Setting<>(
          "LIMIT_ADDRESS_KIB",
          "8192+16/s",
          "How many KiB all users of an address may store: a message counts as the bytes of its text"
              + " plus 256, a room as 1,024, and a name, a membership or an invitation as 256.",
          RateSettings::rate);
  static final Setting<Rate> ADDRESS_SEARCHES =
      new Setting<>(
          "LIMIT_ADDRESS_SEARCHES",
          "300+15/s",
          "How often all users of an address may search.",
          RateSettings::rate);
  static final Setting<Rate> ADDRESS_READS =
      new Setting<>(
          "LIMIT_ADDRESS_READS",
          "3000+50/s",
          "How often all users of an address may request a page of a room or of a list, or join a"
              + " room that is not their own.",
          RateSettings::rate);
  static final Setting<Rate> ADDRESS_NAMES =
      new Setting<>(
          "LIMIT_ADDRESS_NAMES",
          "600+20/m",
          "How often all users of an address may change their names or create a bot.",
          RateSettings::rate);
  static final Setting<Rate> ADDRESS_ROOMS =
      new Setting<>(
          "LIMIT_ADDRESS_ROOMS",
          "200+2/m",
          "How many rooms all users of an address may create.",
          RateSettings::rate);
  static final Setting<Rate> ADDRESS_PUBLIC_ROOMS =
      new Setting<>(
          "LIMIT_ADDRESS_PUBLIC_ROOMS",
          "50+20/h",
          "How many of these may be public.",
          RateSettings::rate);
  static final Setting<Integer> ADDRESS_KEPT_PUBLIC_ROOMS =
      new Setting<>(
          "LIMIT_ADDRESS_KEPT_PUBLIC_ROOMS",
          "1000",
          "How many public rooms created by users of an address may exist; in IPv6 a /64 counts as"
              + " one address, a /56 may have 4 times as many and a /48 16 times.",
          SettingParser.number(1, 1_000_000));
  static final Setting<Rate> ADDRESS_SIGN_INS =
      new Setting<>(
          "LIMIT_ADDRESS_SIGN_INS",
          "60+1/s",
          "How often an address may sign in, register or change a password, each of which costs"
              + " the server a slow hash; 4 times as often with a session of the account.",
          RateSettings::rate);
  static final Setting<Integer> BOT_FACTOR =
      new Setting<>(
          "LIMIT_BOT_FACTOR",
          "10",
          "The factor by which the limits of users are raised for bots; does not apply to the"
              + " limits of addresses.",
          SettingParser.number(1, 1_000));

  /** All rate settings, in the order of the help text. */
  static final List<Setting<?>> ALL =
      List.of(
          MESSAGES,
          ROOM_REACTIONS,
          FRAMES,
          JOINS,
          CHANGES,
          DRAFTS,
          WRONG_CODES,
          ALL_WRONG_CODES,
          GUESTS,
          SIGN_INS,
          ACCOUNT_SIGN_INS,
          REGISTRATIONS,
          REQUESTS,
          ADDRESS_REQUESTS,
          SEARCHES,
          READS,
          CONNECTIONS,
          ADDRESS_KIB,
          ADDRESS_SEARCHES,
          ADDRESS_READS,
          ADDRESS_NAMES,
          ADDRESS_ROOMS,
          ADDRESS_PUBLIC_ROOMS,
          ADDRESS_KEPT_PUBLIC_ROOMS,
          ADDRESS_SIGN_INS,
          BOT_FACTOR);

  private RateSettings() {}

  /** Reads all limits; {@code on} is the value of the setting LIMITS. */
  static LimitSettings read(boolean on, SettingSources sources) {
    return new LimitSettings(
        on,
        sources.get(MESSAGES),
        sources.get(ROOM_REACTIONS),
        sources.get(FRAMES),
        sources.get(JOINS),
        sources.get(CHANGES),
        sources.get(DRAFTS),
        sources.get(WRONG_CODES),
        sources.get(ALL_WRONG_CODES),
        sources.get(GUESTS),
        sources.get(SIGN_INS),
        sources.get(ACCOUNT_SIGN_INS),
        sources.get(REGISTRATIONS),
        sources.get(REQUESTS),
        sources.get(ADDRESS_REQUESTS),
        sources.get(SEARCHES),
        sources.get(READS),
        sources.get(CONNECTIONS),
        sources.get(BOT_FACTOR),
        new AddressRates(
            sources.get(ADDRESS_KIB),
            sources.get(ADDRESS_SEARCHES),
            sources.get(ADDRESS_READS),
            sources.get(ADDRESS_NAMES),
            sources.get(ADDRESS_ROOMS),
            sources.get(ADDRESS_PUBLIC_ROOMS),
            sources.get(ADDRESS_KEPT_PUBLIC_ROOMS),
            sources.get(ADDRESS_SIGN_INS)));
  }

  static Rate rate(String text, Consumer<String> mistakes) {
    Optional<Rate> rate = Rate.parse(text);
    if (rate.isEmpty()) {
      mistakes.accept(
          "must be off or a rate such as 10+2/s, a burst of 10 and then 2 per second (s), minute (m)"
              + " or hour (h)"
              + SettingParser.not(text));
    }
    return rate.orElse(Rate.UNLIMITED);
  }
}
