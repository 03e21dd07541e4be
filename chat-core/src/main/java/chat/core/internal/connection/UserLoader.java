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
 * Reads a person from the directory, once for all their connections; what failed is tried again by
 * whoever asks next. Thread-safe.
 */
public final class UserLoader {
  private final AtomicReference<CompletableFuture<Optional<Outcome.Refused<Reply>>>> state =
      new AtomicReference<>();
  private final ChatContext chat;
  private final ConnectedUser person;
  private final ConversationHeads heads;

  UserLoader(ChatContext chat, ConnectedUser person, ConversationHeads heads) {
    this.chat = chat;
    this.person = person;
    this.heads = heads;
  }

  /** Whether the person is read, and may be let in. */
  public boolean isDone() {
    CompletableFuture<Optional<Outcome.Refused<Reply>>> now = state.get();
    return now != null && now.isDone() && !now.isCompletedExceptionally() && now.join().isEmpty();
  }

  /** Does {@code then} once the person is read, when one has begun to; nothing when that fails. */
  public void whenDone(Runnable then) {
    CompletionStage<Optional<Outcome.Refused<Reply>>> now = state.get();
    if (now != null) {
      now.whenComplete(
          (refused, failure) -> {
            if (failure == null && refused.isEmpty()) {
              guarded(then);
            }
          });
    }
  }

  /** The stage would keep what is thrown to itself. */
  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      chat.report(e);
    }
  }

  /** Completes when the person is read; with the reason, when the person cannot be let in. */
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
            (refused, failure) -> {
              if (failure != null) {
                mine.completeExceptionally(failure);
              } else {
                mine.complete(refused);
              }
            });
    return mine;
  }

  private CompletionStage<Optional<Outcome.Refused<Reply>>> load() {
    Directory directory = chat.directory();
    User user = person.user();
    return person
        .subscribed()
        .thenCompose(ready -> directory.addUser(user, chat.now()))
        .thenCompose(
            added ->
                added
                    ? readKnown(directory, user)
                    : CompletableFuture.completedFuture(Optional.of(nameTaken())));
  }

  private CompletionStage<Optional<Outcome.Refused<Reply>>> readKnown(
      Directory directory, User user) {
    return directory
        .active(List.of(user.id()))
        .thenCombine(
            memberships(directory, user),
            (known, memberships) -> {
              User found = known.get(user.id());
              if (found == null) {
                person.goneForGood();
                return Optional.of(Rejections.gone());
              }
              person.called(found);
              person.belongsTo(memberships);
              return Optional.empty();
            });
  }

  private CompletionStage<List<Membership>> memberships(Directory directory, User user) {
    CompletionStage<List<Membership>> read = directory.memberships(user.id());
    return chat.backplane().hasPeers()
        ? read.thenCompose(found -> heads.follow(user.id(), found).thenApply(done -> found))
        : read;
  }

  private static Outcome.Refused<Reply> nameTaken() {
    return new Outcome.Refused<>(
        Refusal.NAME_TAKEN, "username", "Somebody else has this name already.");
  }
}
