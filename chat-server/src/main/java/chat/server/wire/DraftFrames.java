package chat.server.wire;

import chat.core.command.Reply;
import chat.core.command.message.ListDrafts;
import chat.core.command.message.SaveDraft;
import chat.core.event.Signal;
import chat.core.model.MessageDraft;
import chat.server.wire.json.JsonFields;
import chat.server.wire.json.JsonWriter;

/** Frames of drafts. Stateless, thread-safe. */
final class DraftFrames {
  static final FrameTable<Reply> REPLIES =
      new FrameTable<Reply>()
          .with(SaveDraft.Saved.class, "draft_saved", DraftFrames::saved)
          .withPage(ListDrafts.Listed.class, "drafts", DraftFrames::listed);

  static final FrameTable<Signal> SIGNALS =
      new FrameTable<Signal>()
          .with(Signal.DraftChanged.class, "draft_changed", DraftFrames::changed);

  private DraftFrames() {}

  /** The command that saves a draft. */
  static SaveDraft save(JsonFields fields) {
    return new SaveDraft(
        new MessageDraft(
            fields.room(),
            fields.optionalNumber("root"),
            fields.text(),
            fields.optionalNumber("reply_to"),
            fields.number("rev")));
  }

  private static void saved(JsonWriter json, SaveDraft.Saved reply) {
    json.string("room", reply.room().value());
    reply.root().ifPresent(seq -> json.number("root", seq));
    json.number("rev", reply.rev());
    reply.current().ifPresent(draft -> json.object("current", it -> members(it, draft)));
  }

  private static void listed(JsonWriter json, ListDrafts.Listed reply) {
    json.list("drafts", reply.drafts(), (list, draft) -> list.object(it -> members(it, draft)));
  }

  private static void changed(JsonWriter json, Signal.DraftChanged event) {
    members(json, event.draft());
  }

  private static void members(JsonWriter json, MessageDraft draft) {
    json.string("room", draft.room().value());
    draft.root().ifPresent(seq -> json.number("root", seq));
    json.string("text", draft.text());
    draft.replyTo().ifPresent(seq -> json.number("reply_to", seq));
    json.number("rev", draft.rev());
  }
}
