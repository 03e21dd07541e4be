package chat.server.account.memory;

import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.UserDirectory;
import chat.server.account.Actor;
import chat.server.account.Bot;
import chat.server.account.BotBounds;
import chat.server.account.BotStore;
import chat.server.account.Guarded;
import chat.server.account.SessionRecord;
import chat.server.account.SharedLock;
import chat.server.account.TokenHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Bots in memory, which are lost when the process ends. The directory must be in memory too: its
 * calls must be complete when they return. Thread-safe by the shared monitor.
 */
final class MemoryBots implements BotStore {
  private final Map<UserId, Bot> byId = new LinkedHashMap<>();
  private final Map<UserId, Set<UserId>> removed = new HashMap<>();
  private final SharedLock lock;
  private final UserDirectory directory;
  private final MemorySessions sessions;
  private final Predicate<UserId> hasAccount;

  MemoryBots(
      SharedLock lock,
      UserDirectory directory,
      MemorySessions sessions,
      Predicate<UserId> hasAccount) {
    this.lock = lock;
    this.directory = directory;
    this.sessions = sessions;
    this.hasAccount = hasAccount;
  }

  @Override
  public CompletionStage<Guarded<Added>> add(
      Actor by, Bot bot, SessionRecord token, BotBounds bounds) {
    return guarded(
        by,
        () -> {
          if (!hasAccount.test(bot.owner()) || owned(bot.owner()).size() >= bounds.most()) {
            return Added.TOO_MANY;
          }
          if (countRemoved(bot.owner()) >= bounds.mostRemoved()) {
            return Added.TOO_MANY_REMOVED;
          }
          if (!directory.putUser(bot.user(), bot.created()).toCompletableFuture().join()) {
            return Added.NAME_TAKEN;
          }
          byId.put(bot.user().id(), bot);
          sessions.open(token);
          return Added.DONE;
        });
  }

  /** The number of removed bots of {@code owner} that the directory still knows. */
  private int countRemoved(UserId owner) {
    Set<UserId> ids = removed.getOrDefault(owner, new HashSet<>());
    ids.retainAll(directory.users(ids).toCompletableFuture().join().keySet());
    return ids.size();
  }

  private <T> CompletionStage<Guarded<T>> guarded(Actor by, Supplier<T> change) {
    return lock.get(() -> sessions.isOpen(by) ? Guarded.of(change.get()) : Guarded.sessionEnded());
  }

  @Override
  public CompletionStage<List<Bot>> of(UserId owner) {
    return lock.get(() -> owned(owner).stream().map(this::asOfNow).toList());
  }

  private Bot asOfNow(Bot bot) {
    UserId id = bot.user().id();
    User user = directory.users(List.of(id)).toCompletableFuture().join().get(id);
    return new Bot(user, bot.owner(), bot.scopes(), bot.created());
  }

  @Override
  public CompletionStage<Guarded<Optional<List<TokenHash>>>> renew(Actor by, SessionRecord token) {
    return guarded(
        by,
        () -> {
          if (!isOwned(token.user(), by.user())) {
            return Optional.empty();
          }
          List<TokenHash> ended = sessions.endOf(token.user());
          sessions.open(token);
          return Optional.of(ended);
        });
  }

  @Override
  public CompletionStage<Guarded<Optional<List<TokenHash>>>> remove(Actor by, UserId bot) {
    return guarded(by, () -> isOwned(bot, by.user()) ? Optional.of(remove(bot)) : Optional.empty());
  }

  private boolean isOwned(UserId bot, UserId owner) {
    return byId.containsKey(bot) && byId.get(bot).owner().equals(owner);
  }

  private List<Bot> owned(UserId owner) {
    return byId.values().stream().filter(bot -> bot.owner().equals(owner)).toList();
  }

  private List<TokenHash> remove(UserId bot) {
    removed
        .computeIfAbsent(byId.get(bot).owner(), owner -> new HashSet<>())
        .add(byId.remove(bot).user().id());
    directory.retire(bot).toCompletableFuture().join();
    return sessions.endOf(bot);
  }

  /** The ids of the bots of {@code owner}. Called with the monitor held. */
  List<UserId> idsOf(UserId owner) {
    return owned(owner).stream().map(bot -> bot.user().id()).toList();
  }

  /**
   * Removes all bots of {@code owner} and returns the sessions that were ended. Called with the
   * monitor held.
   */
  List<TokenHash> removeOf(UserId owner) {
    List<TokenHash> ended = new ArrayList<>();
    owned(owner).forEach(bot -> ended.addAll(remove(bot.user().id())));
    removed.remove(owner); // a deleted account creates no more bots
    return ended;
  }
}
