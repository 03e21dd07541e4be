package chat.core.internal.message;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.message.PostMessage;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.Rejections;
import chat.core.internal.room.CommandContext;
import chat.core.internal.room.RoomTask;
import chat.core.mention.MentionParser;
import chat.core.mention.MentionParser.Addressed;
import chat.core.mention.MentionParser.Reading;
import chat.core.model.Conversation;
import chat.core.model.TextRules;
import chat.core.model.User;
import chat.core.port.SendKey;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Resolves the recipient and the mentions of a message before it is posted in a room. A leading
 * {@code @name} followed by white space makes the message private; a leading {@code \@} prevents
 * that, and {@code @all} and {@code @here} are for the room. The full-width {@code @} is treated
 * alike. Stateless.
 */
public final class MentionResolver {
  private MentionResolver() {}

  public static void post(
      CommandContext context, PendingReply<PostMessage.Sent> request, PostMessage command) {
    boolean isDirect = Conversation.of(command.room()).isPresent();
    Optional<Addressed> addressed =
        isDirect ? Optional.empty() : MentionParser.addressed(command.text());
    String text = addressed.map(Addressed::rest).orElse(plain(command.text(), isDirect));
    Set<String> names = names(addressed, text);
    if (names.isEmpty()) {
      RoomTask task =
          task(
              context, request, message(command, request.user(), Optional.empty(), text, Map.of()));
      context.rooms().submit(command.room(), request, task);
      return;
    }
    // A message that is rejected whatever its names are costs no look-up of names.
    OptionalLong replyTo = addressed.isPresent() ? OptionalLong.empty() : command.replyTo();
    CompletableFuture<Optional<Outcome.Refused<PostMessage.Sent>>> checked =
        new CompletableFuture<>();
    RoomTask check = new PostMessageHandler.Check(request.user(), replyTo, checked);
    if (context.rooms().submit(command.room(), request, check)) {
      context.await(
          checked,
          request,
          rejection -> {
            if (rejection.isPresent()) {
              PostMessageHandler.reply(PostMessageHandler.key(request.user(), command))
                  .answerUnlessStored(context.chat(), request, rejection.get());
            } else if (addressed.isPresent()) {
              resolveUnlessSent(context, request, command, addressed, text, names);
            } else {
              resolve(context, request, command, addressed, text, names);
            }
          });
    }
  }

  /** A retry must not open a conversation with another user who has got the name since. */
  private static void resolveUnlessSent(
      CommandContext context,
      PendingReply<PostMessage.Sent> request,
      PostMessage command,
      Optional<Addressed> addressed,
      String text,
      Set<String> names) {
    SendKey key = PostMessageHandler.key(request.user(), command);
    context.await(
        context.chat().log().find(key),
        request,
        sent -> {
          if (sent.isPresent()) {
            request.answerNow(PostMessageHandler.reply(key).repeated(sent.get()));
          } else {
            resolve(context, request, command, addressed, text, names);
          }
        });
  }

  private static void resolve(
      CommandContext context,
      PendingReply<PostMessage.Sent> request,
      PostMessage command,
      Optional<Addressed> addressed,
      String text,
      Set<String> names) {
    context.await(
        context.chat().directory().usersNamed(names),
        request,
        known -> resolved(context, request, command, addressed, text, known));
  }

  /**
   * The possible names of the recipient, then those of mentioned users, up to the maximum of a
   * text.
   */
  private static Set<String> names(Optional<Addressed> addressed, String text) {
    Set<String> names = new LinkedHashSet<>();
    addressed.ifPresent(each -> names.addAll(each.names()));
    MentionParser.names(text).stream()
        .limit(Math.max(0, MentionParser.MAX_NAMES - names.size()))
        .forEach(names::add);
    return names;
  }

  private static String plain(String text, boolean isDirect) {
    boolean isEscaped = text.startsWith("\\@") || text.startsWith("\\\uFF20");
    return !isDirect && isEscaped ? text.substring(1) : text;
  }

  private static void resolved(
      CommandContext context,
      PendingReply<PostMessage.Sent> request,
      PostMessage command,
      Optional<Addressed> addressed,
      String text,
      Map<String, User> known) {
    Optional<Reading> reading = addressed.flatMap(each -> each.choose(known));
    if (reading.isEmpty() && addressed.filter(Addressed::orAll).isPresent()) {
      resolved(context, request, command, Optional.empty(), command.text(), known);
      return;
    }
    Optional<User> to = reading.map(each -> known.get(each.name()));
    String rest = reading.map(Reading::rest).orElse(text);
    Optional<Outcome.Refused<PostMessage.Sent>> rejection =
        addressed.flatMap(each -> rejection(each, to, rest, request.user(), command));
    if (rejection.isPresent()) {
      request.answerNow(rejection.get()); // the key was looked up before the names
    } else {
      PostMessageHandler.Message message = message(command, request.user(), to, rest, known);
      context.rooms().offer(command.room(), task(context, request, message));
    }
  }

  private static Optional<Outcome.Refused<PostMessage.Sent>> rejection(
      Addressed addressed,
      Optional<User> to,
      String rest,
      ConnectedUser author,
      PostMessage command) {
    if (to.isEmpty()) {
      return Optional.of(
          new Outcome.Refused<>(
              Refusal.NOT_FOUND, "text", "No user is called " + addressed.names().get(0) + "."));
    }
    if (to.get().id().equals(author.id())) {
      return Optional.of(
          Rejections.invalid("text", "You cannot send a private message to yourself."));
    }
    Optional<String> fault =
        command.files().isEmpty() ? TextRules.check(rest) : TextRules.checkDraft(rest);
    return fault.map(rejection -> Rejections.invalid("text", rejection));
  }

  private static PostMessageHandler.Message message(
      PostMessage command,
      ConnectedUser author,
      Optional<User> to,
      String text,
      Map<String, User> known) {
    return new PostMessageHandler.Message(
        PostMessageHandler.key(author, command),
        to,
        text,
        MentionParser.find(text, known),
        command.replyTo(),
        command.files());
  }

  private static RoomTask task(
      CommandContext context,
      PendingReply<PostMessage.Sent> request,
      PostMessageHandler.Message message) {
    return new PostMessageHandler.PostTask(context.chat(), request, message);
  }
}
