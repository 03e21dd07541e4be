package chat.server.wire;

import chat.core.command.Reply;
import chat.core.command.message.FollowThread;
import chat.core.command.message.ListDrafts;
import chat.core.command.message.ListThreads;
import chat.core.command.message.MarkThread;
import chat.core.command.message.SaveDraft;
import chat.core.event.Signal;
import chat.core.model.MessageDraft;
import chat.core.model.RoomId;
import chat.server.wire.json.JsonFields;
import chat.server.wire.json.JsonWriter;
import java.util.OptionalLong;

/** Frames of what is a user's own: drafts and followed threads. Stateless, thread-safe. */
final class OwnFrames {
  static final FrameTable<Reply> REPLIES =
      new FrameTable<Reply>()
          .with(SaveDraft.Saved.class, "draft_saved", OwnFrames::saved)
          .withPage(ListDrafts.Listed.class, "drafts", OwnFrames::listed)
          .with(FollowThread.Followed.class, "thread_followed", OwnFrames::followed)
          .with(MarkThread.Marked.class, "thread_marked", OwnFrames::marked)
          .withPage(ListThreads.Listed.class, "threads", OwnFrames::threads);

  static final FrameTable<Signal> SIGNALS =
      new FrameTable<Signal>()
          .with(Signal.DraftChanged.class, "draft_changed", OwnFrames::changed)
          .with(Signal.ThreadFollowed.class, "thread_followed", OwnFrames::followedElsewhere)
          .with(Signal.ThreadMarked.class, "thread_marked", OwnFrames::markedElsewhere);

  private OwnFrames() {}

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

  static void followed(JsonWriter json, FollowThread.Followed reply) {
    followed(json, reply.room(), reply.root(), reply.on(), reply.seq());
  }

  private static void followedElsewhere(JsonWriter json, Signal.ThreadFollowed event) {
    followed(json, event.room(), event.root(), event.on(), event.seq());
  }

  private static void followed(
      JsonWriter json, RoomId room, long root, boolean on, OptionalLong seq) {
    json.string("room", room.value()).number("root", root).bool("on", on);
    seq.ifPresent(mark -> json.number("seq", mark));
  }

  static void marked(JsonWriter json, MarkThread.Marked reply) {
    marked(json, reply.room(), reply.root(), reply.seq(), reply.unread());
  }

  private static void markedElsewhere(JsonWriter json, Signal.ThreadMarked event) {
    marked(json, event.room(), event.root(), event.seq(), event.unread());
  }

  private static void marked(JsonWriter json, RoomId room, long root, long seq, int unread) {
    json.string("room", room.value())
        .number("root", root)
        .number("seq", seq)
        .number("unread", unread);
  }

  static void threads(JsonWriter json, ListThreads.Listed reply) {
    json.list(
        "threads",
        reply.threads(),
        (list, thread) ->
            list.object(
                it ->
                    it.string("room", thread.room().value())
                        .number("root", thread.root())
                        .number("last", thread.last())
                        .number("seq", thread.seq())
                        .number("unread", thread.unread())));
    json.bool("more", reply.more());
  }
}
