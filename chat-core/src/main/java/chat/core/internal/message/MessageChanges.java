package chat.core.internal.message;

import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.command.message.DeleteMessage;
import chat.core.command.message.EditMessage;
import chat.core.command.message.SetAlt;
import chat.core.command.message.SetPin;
import chat.core.command.message.SetReaction;
import chat.core.emoji.Emoji;
import chat.core.event.MessageDeleted;
import chat.core.event.MessageEdited;
import chat.core.event.MessagePinned;
import chat.core.event.MessageUnpinned;
import chat.core.event.ReactionAdded;
import chat.core.event.ReactionRemoved;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.KeyedReply;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ChatSettings;
import chat.core.internal.context.Rejections;
import chat.core.internal.message.MessageChange.Replies;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.CommandContext;
import chat.core.mention.MentionParser;
import chat.core.mention.Mentions;
import chat.core.port.Draft;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Handlers of the commands that change a message. Stateless. */
public final class MessageChanges {
  private MessageChanges() {}

  /** Resolves the mentions of the new text, if the user may edit at all, then edits. */
  public static void edit(
      CommandContext context, PendingReply<EditMessage.Edited> request, EditMessage command) {
    Set<String> names = new LinkedHashSet<>();
    MentionParser.names(command.text()).stream().limit(MentionParser.MAX_NAMES).forEach(names::add);
    if (names.isEmpty()) {
      Mentions mentions = MentionParser.find(command.text(), Map.of());
      submit(context, request, change(context, request, command, mentions));
      return;
    }
    CompletableFuture<Optional<Outcome.Refused<EditMessage.Edited>>> checked =
        new CompletableFuture<>();
    MessageChangeHandler.Check<EditMessage.Edited> check =
        new MessageChangeHandler.Check<>(
            request.user(), change(context, request, command, Mentions.NONE), checked);
    if (context.rooms().submit(command.room(), request, check)) {
      context.await(
          checked,
          request,
          rejection -> {
            if (rejection.isPresent()) {
              reply(request.user(), command)
                  .answerUnlessStored(context.chat(), request, rejection.get());
            } else {
              resolve(context, request, command, names);
            }
          });
    }
  }

  private static void resolve(
      CommandContext context,
      PendingReply<EditMessage.Edited> request,
      EditMessage command,
      Set<String> names) {
    context.await(
        context.chat().directory().usersNamed(names),
        request,
        known ->
            context
                .rooms()
                .offer(
                    command.room(),
                    task(
                        context,
                        request,
                        change(
                            context,
                            request,
                            command,
                            MentionParser.find(command.text(), known)))));
  }

  private static MessageChange<EditMessage.Edited> change(
      CommandContext context,
      PendingReply<EditMessage.Edited> request,
      EditMessage command,
      Mentions mentions) {
    return new MessageChange<>(
            replies(command),
            (room, author, at) ->
                new MessageEdited(
                    room,
                    0,
                    author,
                    at,
                    command.clientId(),
                    command.message(),
                    command.text(),
                    mentions.users(),
                    mentions.all(),
                    false))
        .withCondition(
            room ->
                new Draft.Condition(
                    command.baseRev(),
                    postedSince(context),
                    AccessPolicy.mayMentionAll(room, request.from())));
  }

  private static Instant postedSince(CommandContext context) {
    ChatSettings settings = context.chat().settings();
    return settings.editWindow().isZero()
        ? Instant.MIN
        : context.chat().now().minus(settings.editWindow());
  }

  public static void delete(
      CommandContext context, PendingReply<DeleteMessage.Deleted> request, DeleteMessage command) {
    submit(
        context,
        request,
        new MessageChange<>(
            replies(command),
            (room, author, at) ->
                new MessageDeleted(
                    room,
                    0,
                    author,
                    at,
                    command.clientId(),
                    command.message(),
                    author,
                    OptionalLong.empty(),
                    command.reason().orElse(""))));
  }

  public static void react(
      CommandContext context, PendingReply<SetReaction.Reacted> request, SetReaction command) {
    String emoji = emoji(command);
    long message = command.message();
    String key = command.clientId();
    submit(
        context,
        request,
        new MessageChange<>(
            replies(command),
            (room, author, at) ->
                command.on()
                    ? new ReactionAdded(room, 0, author, at, key, message, emoji)
                    : new ReactionRemoved(room, 0, author, at, key, message, emoji)));
  }

  /** The emoji in the form in which it is stored. */
  private static String emoji(SetReaction command) {
    return Emoji.of(command.emoji()).map(Emoji::text).orElse(command.emoji());
  }

  public static void pin(
      CommandContext context, PendingReply<SetPin.Pinned> request, SetPin command) {
    long message = command.message();
    String key = command.clientId();
    submit(
        context,
        request,
        new MessageChange<>(
                replies(command),
                (room, author, at) ->
                    command.on()
                        ? new MessagePinned(room, 0, author, at, key, message)
                        : new MessageUnpinned(room, 0, author, at, key, message))
            .with(
                room ->
                    AccessPolicy.mayPin(room, request.from())
                        ? Optional.empty()
                        : Optional.of(Rejections.forbidden())));
  }

  public static void describe(
      CommandContext context, PendingReply<SetAlt.Described> request, SetAlt command) {
    submit(
        context,
        request,
        new MessageChange<>(
                replies(command),
                (room, author, at) ->
                    MessageEdited.describing(
                        room,
                        author,
                        at,
                        command.clientId(),
                        command.message(),
                        command.file(),
                        command.alt()))
            .withCondition(
                room -> new Draft.Condition(OptionalLong.empty(), postedSince(context), false)));
  }

  private static <R extends Reply> void submit(
      CommandContext context, PendingReply<R> request, MessageChange<R> change) {
    context.rooms().submit(change.command().room(), request, task(context, request, change));
  }

  private static <R extends Reply> MessageChangeHandler.ChangeTask<R> task(
      CommandContext context, PendingReply<R> request, MessageChange<R> change) {
    return new MessageChangeHandler.ChangeTask<>(context.chat(), request, change);
  }

  /** The reply to the command when an edit with its key is stored. */
  public static KeyedReply<EditMessage.Edited> reply(ConnectedUser author, EditMessage command) {
    return replies(command).stored(author);
  }

  /** The reply to the command when a deletion with its key is stored. */
  public static KeyedReply<DeleteMessage.Deleted> reply(
      ConnectedUser author, DeleteMessage command) {
    return replies(command).stored(author);
  }

  /** The reply to the command when a reaction with its key is stored. */
  public static KeyedReply<SetReaction.Reacted> reply(ConnectedUser author, SetReaction command) {
    return replies(command).stored(author);
  }

  /** The reply to the command when a pin with its key is stored. */
  public static KeyedReply<SetPin.Pinned> reply(ConnectedUser author, SetPin command) {
    return replies(command).stored(author);
  }

  /** The reply to the command when a description with its key is stored. */
  public static KeyedReply<SetAlt.Described> reply(ConnectedUser author, SetAlt command) {
    return replies(command).stored(author);
  }

  private static Replies<EditMessage.Edited> replies(EditMessage command) {
    return new Replies<>(
        command, MessageEdited.subject(command.message()), EditMessage.Edited::new);
  }

  private static Replies<DeleteMessage.Deleted> replies(DeleteMessage command) {
    return new Replies<>(
        command, MessageDeleted.subject(command.message()), DeleteMessage.Deleted::new);
  }

  private static Replies<SetReaction.Reacted> replies(SetReaction command) {
    String emoji = emoji(command);
    return new Replies<>(
        command,
        command.on()
            ? ReactionAdded.subject(command.message(), emoji)
            : ReactionRemoved.subject(command.message(), emoji),
        change -> new SetReaction.Reacted(change, emoji, command.on()));
  }

  private static Replies<SetPin.Pinned> replies(SetPin command) {
    return new Replies<>(
        command,
        command.on()
            ? MessagePinned.subject(command.message())
            : MessageUnpinned.subject(command.message()),
        change -> new SetPin.Pinned(change, command.on()));
  }

  private static Replies<SetAlt.Described> replies(SetAlt command) {
    return new Replies<>(command, MessageEdited.subject(command.message()), SetAlt.Described::new);
  }
}
