package chat.server.store;

import static chat.core.port.Stages.together;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.model.User;
import chat.core.model.UserId;
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

/** What two servers on one PostgreSQL must not both give away. */
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
  void giveANameAndItsTwinToOneOfTwo() {
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
  void makeOneOfTwoTheFirstAdmin() {
    List<Registered> became =
        together(2, node -> register(node, account("a" + node, "root" + node, Role.ADMIN)));
    assertEquals(1, Collections.frequency(became, Registered.DONE));
    assertEquals(1, Collections.frequency(became, Registered.ADMIN_EXISTS));
  }
}
