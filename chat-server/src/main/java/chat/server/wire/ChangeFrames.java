package chat.server.wire;

import chat.core.command.Reply;
import chat.core.command.file.ListFiles;
import chat.core.command.message.DeleteMessage;
import chat.core.command.message.EditMessage;
import chat.core.command.message.ListMentions;
import chat.core.command.message.ListPins;
import chat.core.command.message.ListReactions;
import chat.core.command.message.ListVersions;
import chat.core.command.message.MessageCommand;
import chat.core.command.message.OwnReactions;
import chat.core.command.message.ReadMessages;
import chat.core.command.message.ReadThread;
import chat.core.command.message.SetAlt;
import chat.core.command.message.SetPin;
import chat.core.command.message.SetReaction;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.MessageReader;
import chat.server.wire.error.ApiError;
import chat.server.wire.event.FileJson;
import chat.server.wire.json.CommonFields;
import chat.server.wire.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Frames of changes of messages, and of messages as they are now. Stateless, thread-safe. */
final class ChangeFrames {
  static final FrameTable<Reply> REPLIES =
      new FrameTable<Reply>()
          .with(EditMessage.Edited.class, "message_edited", ChangeFrames::edited)
          .with(DeleteMessage.Deleted.class, "message_deleted", ChangeFrames::deleted)
          .with(SetReaction.Reacted.class, "reaction_set", ChangeFrames::reacted)
          .with(SetPin.Pinned.class, "pin_set", ChangeFrames::pinned)
          .with(SetAlt.Described.class, "alt_set", ChangeFrames::described)
          .withPage(ReadMessages.Read.class, "messages", ChangeFrames::messages)
          .withPage(ReadThread.Read.class, "thread", ChangeFrames::thread)
          .withPage(ListMentions.Listed.class, "mentions", ChangeFrames::mentions)
          .withPage(ListPins.Listed.class, "pins", ChangeFrames::pins)
          .withPage(ListFiles.Listed.class, "files", ChangeFrames::files)
          .withPage(ListVersions.Listed.class, "versions", ChangeFrames::versions)
          .withPage(ListReactions.Listed.class, "reactions", ChangeFrames::reactions);

  private ChangeFrames() {}

  static void edited(JsonWriter json, EditMessage.Edited reply) {
    change(json, reply.change());
  }

  static void deleted(JsonWriter json, DeleteMessage.Deleted reply) {
    change(json, reply.change());
  }

  static void reacted(JsonWriter json, SetReaction.Reacted reply) {
    change(json, reply.change());
    json.string("emoji", reply.emoji()).bool("on", reply.on());
  }

  static void pinned(JsonWriter json, SetPin.Pinned reply) {
    change(json, reply.change());
    json.bool("on", reply.on());
  }

  static void described(JsonWriter json, SetAlt.Described reply) {
    change(json, reply.change());
  }

  private static void change(JsonWriter json, MessageCommand.Change change) {
    json.string("room", change.room().value());
    change.seq().ifPresent(seq -> json.number("seq", seq));
    json.number("target", change.message()).string("client_id", change.clientId());
    change.at().ifPresent(at -> json.time("at", at));
    json.flag("duplicate", change.duplicate()).flag("unchanged", change.seq().isEmpty());
  }

  static void messages(JsonWriter json, ReadMessages.Read reply) {
    json.string("room", reply.room().value()).list("events", reply.events(), EventFrames::write);
    CommonFields.position(json.name("head"), reply.head());
    json.bool("more", reply.more());
    reactions(json, reply.events(), reply.mine());
  }

  static void thread(JsonWriter json, ReadThread.Read reply) {
    json.string("room", reply.room().value())
        .number("root", reply.root())
        .list("events", reply.events(), EventFrames::write);
    CommonFields.position(json.name("head"), reply.head());
    reply.from().ifPresent(seq -> json.number("from", seq));
    json.bool("more", reply.more());
    reactions(json, reply.events(), reply.mine());
  }

  /** Without own reactions, whose seqs would be of many rooms. */
  static void mentions(JsonWriter json, ListMentions.Listed reply) {
    json.list("events", reply.messages(), EventFrames::write)
        .bool("more", reply.more())
        .string("before", reply.before());
    reactions(json, reply.messages(), OwnReactions.NONE);
  }

  static void pins(JsonWriter json, ListPins.Listed reply) {
    json.string("room", reply.room().value())
        .list("pins", reply.pins(), ChangeFrames::pin)
        .bool("more", reply.more());
    List<RoomEvent> events =
        reply.pins().stream().<RoomEvent>map(ListPins.Pinned::message).toList();
    reactions(json, events, reply.mine());
  }

  private static void pin(JsonWriter json, ListPins.Pinned pinned) {
    json.object(
        it -> {
          it.number("seq", pinned.pin().seq());
          CommonFields.user(it.name("user"), pinned.pin().user());
          it.time("at", pinned.pin().at());
          EventFrames.write(it.name("message"), pinned.message());
        });
  }

  static void files(JsonWriter json, ListFiles.Listed reply) {
    json.string("room", reply.room().value())
        .list("files", reply.files(), ChangeFrames::file)
        .bool("more", reply.before().isPresent());
    reply.before().ifPresent(seq -> json.number("before", seq));
  }

  private static void file(JsonWriter json, ListFiles.Listing listing) {
    json.object(
        it -> {
          it.number("seq", listing.seq());
          CommonFields.user(it.name("user"), listing.user());
          it.time("at", listing.at());
          FileJson.write(it.name("file"), listing.file());
        });
  }

  static void versions(JsonWriter json, ListVersions.Listed reply) {
    json.string("room", reply.room().value())
        .number("seq", reply.message())
        .list("versions", reply.versions(), ChangeFrames::version)
        .bool("more", reply.more());
  }

  private static void version(JsonWriter json, MessageReader.Version version) {
    json.object(
        it ->
            it.number("rev", version.rev())
                .time("at", version.at())
                .string("text", version.text()));
  }

  static void reactions(JsonWriter json, ListReactions.Listed reply) {
    json.string("room", reply.room().value())
        .number("seq", reply.message())
        .string("emoji", reply.emoji())
        .list("users", reply.users(), CommonFields::user)
        .bool("more", reply.more());
  }

  /** Writes the members of an error, with the current message of a conflict. */
  static void error(JsonWriter json, ApiError error) {
    CommonFields.error(json, error);
    error.current().ifPresent(message -> EventFrames.write(json.name("current"), message));
  }

  /**
   * Writes what a page needs beside its messages: the caller's own reactions that the messages do
   * not show, and the users whom their reactions name.
   */
  static void reactions(JsonWriter json, Iterable<? extends RoomEvent> events, OwnReactions mine) {
    Map<UserId, User> people = new LinkedHashMap<>();
    for (RoomEvent event : events) {
      if (event instanceof MessagePosted message && !message.state().reactions().isEmpty()) {
        message
            .state()
            .reactions()
            .forEach(each -> each.users().forEach(user -> people.putIfAbsent(user.id(), user)));
      }
    }
    if (!mine.byMessage().isEmpty()) {
      json.object(
          "mine",
          it ->
              mine.byMessage()
                  .forEach(
                      (seq, emoji) ->
                          it.list(seq.toString(), emoji, (out, each) -> out.value(each))));
    }
    if (!people.isEmpty()) {
      json.list("people", people.values(), CommonFields::user);
    }
  }
}
