package chat.server.wire.event;

import chat.core.event.MessageDeleted;
import chat.core.event.MessageEdited;
import chat.core.event.MessagePinned;
import chat.core.event.MessageUnpinned;
import chat.core.event.ReactionAdded;
import chat.core.event.ReactionRemoved;
import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.server.wire.json.CommonFields;
import chat.server.wire.json.JsonWriter;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The codecs of the events that change messages. Stateless, thread-safe. */
final class MessageCodecs {
  static final List<EventCodec<?>> ALL =
      List.of(
          new Codec<>(
              "message_edited", MessageEdited.class, MessageCodecs::edit, MessageCodecs::edited),
          new Codec<>(
              "message_deleted",
              MessageDeleted.class,
              MessageCodecs::deletion,
              MessageCodecs::deleted),
          reaction("reaction_added", ReactionAdded.class, ReactionAdded::emoji, ReactionAdded::new),
          reaction(
              "reaction_removed",
              ReactionRemoved.class,
              ReactionRemoved::emoji,
              ReactionRemoved::new),
          pin("message_pinned", MessagePinned.class, MessagePinned::new),
          pin("message_unpinned", MessageUnpinned.class, MessageUnpinned::new));

  @FunctionalInterface
  private interface ReactionMaker<E> {
    E of(
        RoomId room,
        long seq,
        User author,
        Instant at,
        String clientId,
        long message,
        String emoji);
  }

  @FunctionalInterface
  private interface PinMaker<E> {
    E of(RoomId room, long seq, User author, Instant at, String clientId, long message);
  }

  private record Codec<E extends RoomEvent>(
      String type,
      Class<E> event,
      BiConsumer<JsonWriter, E> writer,
      BiFunction<EventHeader, JsonObject, E> reader)
      implements EventCodec<E> {
    @Override
    public void write(JsonWriter json, E written) {
      writer.accept(json, written);
    }

    @Override
    public E read(EventHeader header, JsonObject body) {
      return reader.apply(header, body);
    }
  }

  private MessageCodecs() {}

  private static <E extends RoomEvent> EventCodec<E> reaction(
      String type, Class<E> event, Function<E, String> emoji, ReactionMaker<E> maker) {
    return new Codec<>(
        type,
        event,
        (json, written) -> json.string("emoji", emoji.apply(written)),
        (header, body) ->
            maker.of(
                header.room(),
                header.seq(),
                header.author(),
                header.at(),
                header.clientId(),
                message(header),
                body.get("emoji").getAsString()));
  }

  private static <E extends RoomEvent> EventCodec<E> pin(
      String type, Class<E> event, PinMaker<E> maker) {
    return new Codec<>(
        type,
        event,
        (json, written) -> {},
        (header, body) ->
            maker.of(
                header.room(),
                header.seq(),
                header.author(),
                header.at(),
                header.clientId(),
                message(header)));
  }

  private static long message(EventHeader header) {
    return header.target().orElseThrow();
  }

  private static void edit(JsonWriter json, MessageEdited event) {
    if (event.erased()) {
      json.bool("erased", true);
    } else {
      json.string("text", event.text()).list("mentions", event.mentions(), CommonFields::mention);
      MessagePostedCodec.mentionAll(json, event.mentionAll());
      FileJson.files(json, event.files());
    }
  }

  private static MessageEdited edited(EventHeader header, JsonObject body) {
    boolean erased = body.has("erased");
    return new MessageEdited(
        header.room(),
        header.seq(),
        header.author(),
        header.at(),
        header.clientId(),
        message(header),
        erased ? "" : body.get("text").getAsString(),
        erased ? List.of() : MessagePostedCodec.mentions(body),
        MessagePostedCodec.mentionAll(body),
        FileJson.files(body),
        erased);
  }

  private static void deletion(JsonWriter json, MessageDeleted event) {
    CommonFields.user(json.name("author"), event.messageAuthor());
    event.thread().ifPresent(root -> json.number("thread", root));
    json.string("reason", Optional.of(event.reason()).filter(reason -> !reason.isEmpty()));
  }

  private static MessageDeleted deleted(EventHeader header, JsonObject body) {
    JsonElement thread = body.get("thread");
    JsonElement reason = body.get("reason");
    return new MessageDeleted(
        header.room(),
        header.seq(),
        header.author(),
        header.at(),
        header.clientId(),
        message(header),
        MessagePostedCodec.user(body.getAsJsonObject("author")),
        thread == null ? OptionalLong.empty() : OptionalLong.of(thread.getAsLong()),
        reason == null ? "" : reason.getAsString());
  }
}
