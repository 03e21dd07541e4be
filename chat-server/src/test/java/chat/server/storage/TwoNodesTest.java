package chat.server.storage;

import static chat.core.port.Stages.done;
import static chat.core.port.Stages.together;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.model.Origin;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.RoomBounds;
import chat.core.port.RoomDirectory.Addition;
import chat.server.account.Account;
import chat.server.account.AccountStore;
import chat.server.account.AccountStore.Registered;
import chat.server.account.NewAccount;
import chat.server.account.Role;
import chat.server.account.Scope;
import chat.server.account.SessionRecord;
import chat.server.account.TokenHash;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Resources that only one of two servers on one PostgreSQL may assign. */
final class TwoNodesTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final int ROUNDS = 10;

  private final PostgresStores stores = new PostgresStores();
  private final List<SqlStore> nodes = stores.openTwice();

  @AfterEach
  void close() {
    stores.close();
  }

  private AccountStore accounts(int node) {
    return nodes.get(node).accounts().accounts();
  }

  private static NewAccount account(String id, String name, Role role) {
    User user = new User(UserId.of(id), name, User.Kind.REGISTERED);
    return new NewAccount(
        user,
        new Account(user.id(), "a hash", role, AT),
        Optional.empty(),
        new SessionRecord(TokenHash.of(id), user.id(), AT, AT, "", Scope.ALL),
        Optional.empty());
  }

  private CompletionStage<Registered> register(int node, NewAccount account) {
    return accounts(node)
        .register(account)
        .thenApply(registered -> registered.result().orElseThrow());
  }

  @Test
  void giveANameAndALookalikeToOnlyOneOfTwo() {
    for (int round = 0; round < ROUNDS; round++) {
      String end = "-" + (char) ('a' + round) + "z";
      List<Registered> became =
          together(
              2,
              node ->
                  register(
                      node,
                      account(
                          "u" + end + node, (node == 0 ? "Ada" : "\u0410da") + end, Role.USER)));
      assertEquals(1, Collections.frequency(became, Registered.DONE));
      assertEquals(1, Collections.frequency(became, Registered.NAME_TAKEN));
    }
  }

  @Test
  void enforceTheLimitsOfAUserAndOfAnOriginTogether() {
    User ada = new User(UserId.of("ada"), "Ada", User.Kind.GUEST);
    assertTrue(done(nodes.get(0).directory().addUser(ada, AT)));
    Origin origin = new Origin(List.of(new Origin.Group("here", ROUNDS)));
    for (int round = 0; round < ROUNDS; round++) {
      int number = round;
      RoomBounds bounds = new RoomBounds(Integer.MAX_VALUE, number + 1, origin);
      List<Addition> added =
          together(
              2,
              node ->
                  nodes
                      .get(node)
                      .directory()
                      .addRoom(
                          RoomRecord.open(
                              RoomId.of("r" + number + "-" + node),
                              "Room " + (char) ('a' + number) + (node == 0 ? "x" : "y")),
                          List.of(ada.id()),
                          bounds));
      assertEquals(1, Collections.frequency(added, Addition.ADDED));
    }
    RoomBounds full = new RoomBounds(Integer.MAX_VALUE, Integer.MAX_VALUE, origin);
    assertEquals(
        Addition.TOO_MANY_OF_ORIGIN,
        done(
            nodes
                .get(1)
                .directory()
                .addRoom(RoomRecord.open(RoomId.of("more"), "More"), List.of(), full)));
    assertEquals(nodes.get(0).addressKey(), nodes.get(1).addressKey());
  }

  @Test
  void makeOnlyOneOfTwoTheFirstAdmin() {
    List<Registered> became =
        together(2, node -> register(node, account("a" + node, "root" + node, Role.ADMIN)));
    assertEquals(1, Collections.frequency(became, Registered.DONE));
    assertEquals(1, Collections.frequency(became, Registered.ADMIN_EXISTS));
  }
}
