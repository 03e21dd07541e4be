package chat.server.wire;

import chat.core.command.Reply;
import chat.core.command.message.MarkRead;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.event.Signal;
import chat.server.wire.json.CommonFields;
import chat.server.wire.json.JsonWriter;

/** Frames of messages: posts, history, typing and read markers. Stateless, thread-safe. */
final class MessageFrames {
  static final FrameTable<Reply> REPLIES =
      new FrameTable<Reply>()
          .with(PostMessage.Sent.class, "message_sent", MessageFrames::sent)
          .withPage(ReadHistory.Read.class, "history", MessageFrames::history)
          .with(MarkRead.Marked.class, "marked_read", MessageFrames::marked);

  static final FrameTable<Signal> SIGNALS =
      new FrameTable<Signal>()
          .with(Signal.UserTyping.class, "user_typing", MessageFrames::typing)
          .with(Signal.ReadElsewhere.class, "marked_read", MessageFrames::markedElsewhere);

  private MessageFrames() {}

  static void sent(JsonWriter json, PostMessage.Sent reply) {
    json.string("room", reply.room().value())
        .number("seq", reply.seq())
        .string("client_id", reply.clientId())
        .time("at", reply.at())
        .flag("private", CommonFields.isPrivate(reply.room()))
        .flag("duplicate", reply.duplicate());
  }

  private static void history(JsonWriter json, ReadHistory.Read reply) {
    json.string("room", reply.room().value());
    page(json, reply);
  }

  /** Writes a page of history without its room, which in REST is in the URL. */
  static void page(JsonWriter json, ReadHistory.Read reply) {
    json.list("events", reply.events(), EventFrames::write);
    CommonFields.position(json.name("head"), reply.head());
    reply.from().ifPresent(seq -> json.number("from", seq));
    json.bool("more", reply.more());
    ChangeFrames.reactions(json, reply.events(), reply.mine());
  }

  private static void marked(JsonWriter json, MarkRead.Marked reply) {
    json.string("room", reply.room().value())
        .number("seq", reply.seq())
        .number("unread", reply.unread());
  }

  private static void typing(JsonWriter json, Signal.UserTyping event) {
    json.string("room", event.room().value());
    CommonFields.user(json.name("user"), event.user());
    json.bool("typing", event.typing());
  }

  private static void markedElsewhere(JsonWriter json, Signal.ReadElsewhere event) {
    json.string("room", event.room().value())
        .number("seq", event.seq())
        .number("unread", event.unread());
  }
}
