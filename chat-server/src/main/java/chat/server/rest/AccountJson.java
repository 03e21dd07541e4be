package chat.server.rest;

import chat.core.model.User;
import chat.server.account.Account;
import chat.server.account.Bot;
import chat.server.account.Role;
import chat.server.account.SessionRecord;
import chat.server.account.SignupInvite;
import chat.server.account.TokenHash;
import chat.server.account.service.NewSession;
import chat.server.account.service.RegistrationMode;
import chat.server.account.service.SignupInvites;
import chat.server.wire.json.CommonFields;
import chat.server.wire.json.JsonWriter;
import java.util.List;
import java.util.Locale;

/** Writes the responses about accounts. Stateless, thread-safe. */
public final class AccountJson {
  private static final int SMALL = 512;
  private static final int LARGE = 4_096;

  private AccountJson() {}

  /** The registration mode: {@code {mode}}. */
  public static byte[] registration(RegistrationMode mode) {
    return JsonWriter.object(
        SMALL, json -> json.string("mode", mode.name().toLowerCase(Locale.ROOT)));
  }

  /** An account: {@code {user, role, created}}. */
  public static byte[] account(User user, Account account) {
    return JsonWriter.object(
        SMALL,
        json -> {
          CommonFields.user(json.name("user"), user);
          json.string("role", account.role() == Role.ADMIN ? "admin" : "user")
              .time("created", account.created());
        });
  }

  /** The caller's sessions: {@code {sessions:[{id, created, seen, current, agent?}]}}. */
  public static byte[] sessions(List<SessionRecord> sessions, TokenHash current) {
    return JsonWriter.object(
        LARGE,
        json ->
            json.list(
                "sessions",
                sessions,
                (list, session) ->
                    list.object(
                        it -> {
                          it.string("id", session.hash().id())
                              .time("created", session.created())
                              .time("seen", session.seen())
                              .bool("current", session.hash().equals(current));
                          if (!session.agent().isEmpty()) {
                            it.string("agent", session.agent());
                          }
                        })));
  }

  /** A bot's token: {@code {user, token}}. */
  public static byte[] token(NewSession bot) {
    return JsonWriter.object(
        SMALL,
        json -> {
          CommonFields.user(json.name("user"), bot.user());
          json.string("token", bot.session());
        });
  }

  /** The caller's bots: {@code {bots:[{user, scopes, created}]}}. */
  public static byte[] bots(List<Bot> bots) {
    return JsonWriter.object(
        LARGE,
        json ->
            json.list(
                "bots",
                bots,
                (list, bot) ->
                    list.object(
                        it -> {
                          CommonFields.user(it.name("user"), bot.user());
                          it.list(
                              "scopes",
                              bot.scopes().stream().sorted().toList(),
                              (words, scope) -> words.value(scope.word()));
                          it.time("created", bot.created());
                        })));
  }

  /** A new signup invite: {@code {invitation, id, uses, created, expires}}. */
  public static byte[] invitation(SignupInvites.Made made) {
    return JsonWriter.object(
        SMALL,
        json -> {
          json.string("invitation", made.token());
          write(json, made.kept());
        });
  }

  /** Valid signup invites: {@code {invitations:[{id, uses, created, expires}]}}. */
  public static byte[] invitations(List<SignupInvite> invitations) {
    return JsonWriter.object(
        LARGE,
        json ->
            json.list(
                "invitations",
                invitations,
                (list, invite) -> list.object(it -> write(it, invite))));
  }

  private static void write(JsonWriter json, SignupInvite invite) {
    json.string("id", invite.hash().id())
        .number("uses", invite.uses())
        .time("created", invite.created())
        .time("expires", invite.expires());
  }
}
