package chat.core.internal.message;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.command.message.PostMessage;
import chat.core.event.MessagePosted;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.KeyedReply;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ChatContext;
import chat.core.internal.context.Rejections;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.PendingAppend;
import chat.core.internal.room.Room;
import chat.core.internal.room.RoomTask;
import chat.core.model.Conversation;
import chat.core.model.Mention;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.port.SendKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Deciding on a message. The key comes first: whatever would be refused is looked up in the log,
 * and a retry of what was once accepted brings the first outcome.
 */
public final class PostMessageHandler {
  /**
   * A message whose names are resolved.
   *
   * @param to whom it goes to privately; empty for the room that was named
   * @param text as it will be stored
   */
  record Message(
      SendKey key, Optional<User> to, String text, List<Mention> mentions, OptionalLong replyTo) {}

  /** Takes a message to the room that was named; it may be gone, but not what was said there. */
  record Errand(ChatContext chat, PendingReply<PostMessage.Sent> request, Message message)
      implements RoomTask {
    @Override
    public void run(Room room) {
      post(room, request, message);
    }

    @Override
    public void refuse(Outcome.Refused<Reply> why) {
      reply(message.key()).answerUnlessStored(chat, request, why.as());
    }

    @Override
    public ConnectedUser asker() {
      return request.person();
    }

    @Override
    public boolean gathers() {
      return true;
    }
  }

  /**
   * Finds out in the lane of the room that was named whether a message is refused whatever its
   * names turn out to be. Completes {@code refused}, always normally.
   *
   * @param replyTo what the message answers in that room; empty for a private message
   */
  record Check(
      ConnectedUser author,
      OptionalLong replyTo,
      CompletableFuture<Optional<Outcome.Refused<PostMessage.Sent>>> refused)
      implements RoomTask {
    @Override
    public void run(Room room) {
      knownThen(
          room,
          replyTo,
          () -> refused.complete(refusal(room, author).or(() -> replyFault(room, replyTo))));
    }

    @Override
    public ConnectedUser asker() {
      return author;
    }

    @Override
    public void refuse(Outcome.Refused<Reply> why) {
      refused.complete(Optional.of(why.as()));
    }

    @Override
    public boolean gathers() {
      return true;
    }
  }

  private PostMessageHandler() {}

  /** How the command is answered when a message with its key is stored. */
  public static KeyedReply<PostMessage.Sent> reply(ConnectedUser author, PostMessage command) {
    return reply(key(author, command));
  }

  /** The key of a send. */
  static SendKey key(ConnectedUser author, PostMessage command) {
    return new SendKey(command.room(), author.id(), command.clientId());
  }

  /** Takes a message in the lane of the room that was named. */
  static void post(Room room, PendingReply<PostMessage.Sent> request, Message message) {
    Optional<Outcome.Refused<PostMessage.Sent>> refused = refusal(room, request.person());
    if (refused.isPresent()) {
      reply(message.key()).answerUnlessStored(room.chat(), request, refused.get());
    } else if (message.to().isPresent()) {
      forward(room, request, message);
    } else {
      knownThen(room, message.replyTo(), () -> store(room, request, message));
    }
  }

  /** Why {@code author} may not post in the room; empty when they may. */
  private static Optional<Outcome.Refused<PostMessage.Sent>> refusal(
      Room room, ConnectedUser author) {
    if (!AccessPolicy.mayRead(room, author)) {
      return Optional.of(Rejections.noSuchRoom());
    }
    return AccessPolicy.isMember(room, author)
        ? Optional.empty()
        : Optional.of(Rejections.notMember());
  }

  /** Goes on with {@code next}, after a look whether another node stored what is answered. */
  private static void knownThen(Room room, OptionalLong replyTo, Runnable next) {
    long head = room.isUnborn() ? 0 : room.log().head();
    if (room.rooms().peers().exist() && replyTo.isPresent() && replyTo.getAsLong() > head) {
      room.catchUp().refresh(known -> next.run());
    } else {
      next.run();
    }
  }

  /** What is wrong with the message that is answered; empty when it is kept, or none is. */
  private static Optional<Outcome.Refused<PostMessage.Sent>> replyFault(
      Room room, OptionalLong replyTo) {
    if (replyTo.isEmpty()) {
      return Optional.empty();
    }
    long head = room.isUnborn() ? 0 : room.log().head();
    long seq = replyTo.getAsLong();
    if (seq < 1 || seq > head) {
      return Optional.of(
          Rejections.invalid("reply_to", "A reply answers a message of the same room."));
    }
    return seq > room.log().floor()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Refused<>(
                Refusal.NOT_FOUND, "reply_to", "The message that it answers is no longer kept."));
  }

  private static void forward(Room room, PendingReply<PostMessage.Sent> request, Message message) {
    RoomId conversation =
        Conversation.between(request.person().id(), message.to().orElseThrow().id()).room();
    room.rooms()
        .offer(
            conversation,
            RoomTask.opening(
                request,
                true,
                (there, same) ->
                    knownThen(there, message.replyTo(), () -> store(there, same, message))));
  }

  private static void store(Room room, PendingReply<PostMessage.Sent> request, Message message) {
    if (room.catchUp().isUnsure()) {
      room.broadcaster().answer(request, Rejections.unavailable());
      return;
    }
    Optional<Outcome.Refused<PostMessage.Sent>> fault = replyFault(room, message.replyTo());
    if (fault.isPresent()) {
      reply(message.key()).answerUnlessStored(room.chat(), request, fault.get());
      return;
    }
    User author = request.person().user();
    room.typing().stopped(author).ifPresent(told -> room.appends().add(told, author.id()));
    MessagePosted event =
        new MessagePosted(
            room.id(),
            0,
            author,
            message.text(),
            room.isUnborn() ? room.chat().now() : room.log().notBeforeLast(room.chat().now()),
            message.key().clientId(),
            message.replyTo(),
            message.mentions());
    room.appends()
        .add(
            new PendingAppend<>(
                event,
                request,
                reply(kept(message.key(), room)),
                PostMessageHandler::neverUnchanged));
  }

  /** The same key with the room's own id: what is kept for long shares it. */
  private static SendKey kept(SendKey key, Room room) {
    return key.named().equals(room.id())
        ? new SendKey(room.id(), key.author(), key.clientId())
        : key;
  }

  /** How a send with {@code key} is answered when a message with it is stored. */
  static KeyedReply<PostMessage.Sent> reply(SendKey key) {
    return new KeyedReply<>(
        key,
        "",
        (sent, duplicate) ->
            new PostMessage.Sent(sent.room(), sent.seq(), key.clientId(), sent.at(), duplicate));
  }

  private static PostMessage.Sent neverUnchanged() {
    throw new IllegalStateException("the log says that a message changed nothing");
  }
}
