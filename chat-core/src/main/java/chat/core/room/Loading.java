package chat.core.room;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
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
final class Loading {
  private final AtomicReference<CompletableFuture<Optional<Outcome.Refused<Reply>>>> state =
      new AtomicReference<>();
  private final House house;
  private final Person person;

  Loading(House house, Person person) {
    this.house = house;
    this.person = person;
  }

  /** Completes when the person is read; with the reason, when the person cannot be let in. */
  CompletionStage<Optional<Outcome.Refused<Reply>>> whenLoaded() {
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
    Directory directory = house.directory();
    User user = person.user();
    return directory
        .addUser(user, house.now())
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
            directory.memberships(user.id()),
            (known, memberships) -> {
              User found = known.get(user.id());
              if (found == null) {
                person.goneForGood();
                return Optional.of(Refusals.gone());
              }
              person.called(found);
              person.belongsTo(memberships);
              return Optional.empty();
            });
  }

  private static Outcome.Refused<Reply> nameTaken() {
    return new Outcome.Refused<>(
        Refusal.NAME_TAKEN, "username", "Somebody else has this name already.");
  }
}
