package chat.core.internal.message;

import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.command.message.PostMessage;
import chat.core.event.MessagePosted;
import chat.core.file.FileId;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.KeyedReply;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ChatContext;
import chat.core.internal.context.Rejections;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.PendingAppend;
import chat.core.internal.room.Room;
import chat.core.internal.room.RoomTask;
import chat.core.mention.Mentions;
import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.port.Draft;
import chat.core.port.SendKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Handler of {@link PostMessage}. Before a message is rejected, its key is looked up in the log, so
 * that the retry of an accepted message gets the first outcome. Stateless.
 */
public final class PostMessageHandler {
  /**
   * A message with resolved names.
   *
   * @param to the recipient of a private message; empty for a message to the room
   * @param text the text as it is stored
   * @param files the uploads that it binds
   */
  record Message(
      SendKey key,
      Optional<User> to,
      String text,
      Mentions mentions,
      OptionalLong replyTo,
      List<FileId> files) {}

  /**
   * Posts a message. When the room no longer exists, a retry still gets the outcome of the first
   * attempt.
   */
  record PostTask(ChatContext chat, PendingReply<PostMessage.Sent> request, Message message)
      implements RoomTask {
    @Override
    public void run(Room room) {
      post(room, request, message);
    }

    @Override
    public void reject(Outcome.Refused<Reply> why) {
      reply(message.key()).answerUnlessStored(chat, request, why.as());
    }

    @Override
    public ConnectedUser caller() {
      return request.user();
    }

    @Override
    public boolean gathers() {
      return true;
    }
  }

  /**
   * Checks in the lane of the room whether a message has to be rejected whatever its names are.
   * Completes {@code result}, always normally.
   *
   * @param replyTo the message of that room that it replies to; empty for a private message
   */
  record Check(
      ConnectedUser author,
      OptionalLong replyTo,
      CompletableFuture<Optional<Outcome.Refused<PostMessage.Sent>>> result)
      implements RoomTask {
    @Override
    public void run(Room room) {
      knownThen(
          room,
          replyTo,
          () -> result.complete(rejection(room, author).or(() -> replyRejection(room, replyTo))));
    }

    @Override
    public ConnectedUser caller() {
      return author;
    }

    @Override
    public void reject(Outcome.Refused<Reply> why) {
      result.complete(Optional.of(why.as()));
    }

    @Override
    public boolean gathers() {
      return true;
    }
  }

  private PostMessageHandler() {}

  /** The reply to the command when a message with its key is stored. */
  public static KeyedReply<PostMessage.Sent> reply(ConnectedUser author, PostMessage command) {
    return reply(key(author, command));
  }

  /** The key of a message. */
  static SendKey key(ConnectedUser author, PostMessage command) {
    return new SendKey(command.room(), author.id(), command.clientId());
  }

  /** Posts a message, in the lane of the room that the command names. */
  static void post(Room room, PendingReply<PostMessage.Sent> request, Message message) {
    Optional<Outcome.Refused<PostMessage.Sent>> rejection =
        rejection(room, request.user()).or(() -> filesRejection(room, request.user(), message));
    if (rejection.isPresent()) {
      reply(message.key()).answerUnlessStored(room.chat(), request, rejection.get());
    } else if (message.to().isPresent()) {
      forward(room, request, message);
    } else {
      knownThen(room, message.replyTo(), () -> store(room, request, message));
    }
  }

  /** The reason why {@code author} may not post in the room; empty when the author may. */
  private static Optional<Outcome.Refused<PostMessage.Sent>> rejection(
      Room room, ConnectedUser author) {
    if (!AccessPolicy.mayRead(room, author)) {
      return Optional.of(Rejections.noSuchRoom());
    }
    return AccessPolicy.isMember(room, author)
        ? Optional.empty()
        : Optional.of(Rejections.notMember());
  }

  private static Optional<Outcome.Refused<PostMessage.Sent>> filesRejection(
      Room room, ConnectedUser author, Message message) {
    return message.files().isEmpty() || AccessPolicy.mayUpload(room.chat().settings(), author)
        ? Optional.empty()
        : Optional.of(Rejections.forbidden());
  }

  /**
   * Runs {@code next}, after catching up when another node may have stored the message that is
   * replied to.
   */
  private static void knownThen(Room room, OptionalLong replyTo, Runnable next) {
    long head = room.isUncreated() ? 0 : room.log().head();
    if (room.rooms().peers().exist() && replyTo.isPresent() && replyTo.getAsLong() > head) {
      room.catchUp().refresh(known -> next.run());
    } else {
      next.run();
    }
  }

  /**
   * The reason why the message cannot be replied to; empty when it can, or when this is not a
   * reply.
   */
  private static Optional<Outcome.Refused<PostMessage.Sent>> replyRejection(
      Room room, OptionalLong replyTo) {
    if (replyTo.isEmpty()) {
      return Optional.empty();
    }
    long head = room.isUncreated() ? 0 : room.log().head();
    long seq = replyTo.getAsLong();
    if (seq < 1 || seq > head) {
      return Optional.of(
          Rejections.invalid("reply_to", "A reply must refer to a message of the same room."));
    }
    return seq > room.log().floor()
        ? Optional.empty()
        : Optional.of(Rejections.noMessageToReplyTo());
  }

  private static void forward(Room room, PendingReply<PostMessage.Sent> request, Message message) {
    RoomId conversation =
        Conversation.between(request.user().id(), message.to().orElseThrow().id()).room();
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
    Optional<Outcome.Refused<PostMessage.Sent>> rejection = replyRejection(room, message.replyTo());
    if (rejection.isPresent()) {
      reply(message.key()).answerUnlessStored(room.chat(), request, rejection.get());
      return;
    }
    User author = request.user().profile();
    room.typing().stopped(author).ifPresent(signal -> room.appends().add(signal, author.id()));
    MessagePosted event =
        new MessagePosted(
                room.id(),
                0,
                author,
                message.text(),
                room.isUncreated()
                    ? room.chat().now()
                    : room.log().notBeforeLast(room.chat().now()),
                message.key().clientId(),
                message.replyTo(),
                message.mentions().users())
            .mentioning(message.mentions().all());
    room.appends()
        .add(
            new PendingAppend<>(
                event,
                request,
                reply(kept(message.key(), room)),
                PostMessageHandler::neverUnchanged,
                Draft.Condition.NONE
                    .of(AccessPolicy.mayMentionAll(room, request.from()))
                    .binding(message.files())));
  }

  /** The same key with the room's own id object, to save memory in what is kept for long. */
  private static SendKey kept(SendKey key, Room room) {
    return key.named().equals(room.id())
        ? new SendKey(room.id(), key.author(), key.clientId())
        : key;
  }

  /** The reply when a message with {@code key} is stored. */
  static KeyedReply<PostMessage.Sent> reply(SendKey key) {
    return new KeyedReply<>(
        key,
        "",
        (sent, duplicate) ->
            new PostMessage.Sent(sent.room(), sent.seq(), key.clientId(), sent.at(), duplicate));
  }

  private static PostMessage.Sent neverUnchanged() {
    throw new IllegalStateException("the log reported that a message changed nothing");
  }
}
