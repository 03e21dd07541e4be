package chat.core.internal.connection;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.internal.context.ChatContext;
import chat.core.internal.context.Rejections;
import chat.core.model.Membership;
import chat.core.model.User;
import chat.core.port.Directory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Loads a user from the directory, once for all connections of the user. The next call after a
 * failure tries again. Thread-safe.
 */
public final class UserLoader {
  private final AtomicReference<CompletableFuture<Optional<Outcome.Refused<Reply>>>> state =
      new AtomicReference<>();
  private final ChatContext chat;
  private final ConnectedUser user;
  private final ConversationHeads heads;

  UserLoader(ChatContext chat, ConnectedUser user, ConversationHeads heads) {
    this.chat = chat;
    this.user = user;
    this.heads = heads;
  }

  /** Whether the user is loaded and was not rejected. */
  public boolean isDone() {
    CompletableFuture<Optional<Outcome.Refused<Reply>>> now = state.get();
    return now != null && now.isDone() && !now.isCompletedExceptionally() && now.join().isEmpty();
  }

  /**
   * Runs {@code then} when a load that has begun succeeds; does nothing when it fails, when the
   * user is rejected, or when no load has begun.
   */
  public void whenDone(Runnable then) {
    CompletionStage<Optional<Outcome.Refused<Reply>>> now = state.get();
    if (now != null) {
      now.whenComplete(
          (rejection, failure) -> {
            if (failure == null && rejection.isEmpty()) {
              guarded(then);
            }
          });
    }
  }

  /** Reports exceptions, which the stage would otherwise swallow. */
  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      chat.report(e);
    }
  }

  /**
   * Loads the user, unless that was done already. Completes with the rejection when the user cannot
   * connect, and with empty otherwise.
   */
  public CompletionStage<Optional<Outcome.Refused<Reply>>> whenLoaded() {
    CompletableFuture<Optional<Outcome.Refused<Reply>>> before = state.get();
    if (before != null && !before.isCompletedExceptionally()) {
      return before;
    }
    CompletableFuture<Optional<Outcome.Refused<Reply>>> mine = new CompletableFuture<>();
    if (!state.compareAndSet(before, mine)) {
      return whenLoaded();
    }
    load()
        .whenComplete(
            (rejection, failure) -> {
              if (failure != null) {
                mine.completeExceptionally(failure);
              } else {
                mine.complete(rejection);
              }
            });
    return mine;
  }

  private CompletionStage<Optional<Outcome.Refused<Reply>>> load() {
    Directory directory = chat.directory();
    User profile = user.profile();
    return user.subscribed()
        .thenCompose(ready -> directory.addUser(profile, chat.now()))
        .thenCompose(
            added ->
                added
                    ? readKnown(directory, profile)
                    : CompletableFuture.completedFuture(Optional.of(nameTaken())));
  }

  private CompletionStage<Optional<Outcome.Refused<Reply>>> readKnown(
      Directory directory, User profile) {
    return directory
        .active(List.of(profile.id()))
        .thenCombine(
            memberships(directory, profile),
            (known, memberships) -> {
              User found = known.get(profile.id());
              if (found == null) {
                user.markRetired();
                return Optional.of(Rejections.userDeleted());
              }
              user.update(found);
              user.belongsTo(memberships);
              return Optional.empty();
            });
  }

  private CompletionStage<List<Membership>> memberships(Directory directory, User profile) {
    CompletionStage<List<Membership>> read = directory.memberships(profile.id());
    return chat.backplane().hasPeers()
        ? read.thenCompose(found -> heads.follow(profile.id(), found).thenApply(done -> found))
        : read;
  }

  private static Outcome.Refused<Reply> nameTaken() {
    return new Outcome.Refused<>(
        Refusal.NAME_TAKEN, "username", "Another user has this name already.");
  }
}
