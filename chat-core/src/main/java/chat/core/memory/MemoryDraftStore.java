package chat.core.memory;

import chat.core.model.Membership;
import chat.core.model.MessageDraft;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.DraftStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The drafts of a {@link MemoryStore}. Thread-safe by the store's monitor. */
final class MemoryDraftStore implements DraftStore {
  private final MemoryStore store;

  MemoryDraftStore(MemoryStore store) {
    this.store = store;
  }

  @Override
  public CompletionStage<DraftStore.Result> saveDraft(UserId user, MessageDraft draft) {
    return store.run(
        () -> {
          Map<UserId, Membership> members = store.rooms().get(draft.room()).members();
          Membership member = members.get(user);
          if (member == null) {
            return DraftStore.Result.Rejected.NOT_MEMBER;
          }
          DraftStore.Result result =
              store.rooms().drafts().save(user, draft, member.draftChanges());
          if (result instanceof DraftStore.Result.Kept kept) {
            members.put(user, member.withDraftChanges(kept.changes()));
          }
          return result;
        });
  }

  @Override
  public CompletionStage<List<MessageDraft>> drafts(UserId user) {
    return store.run(() -> store.rooms().drafts().of(user));
  }

  @Override
  public CompletionStage<List<MessageDraft>> drafts(UserId user, RoomId room) {
    return store.run(() -> store.rooms().drafts().of(user, room));
  }
}
