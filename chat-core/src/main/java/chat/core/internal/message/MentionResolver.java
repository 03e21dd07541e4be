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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Finds out whom a message is for and whom it calls, before it goes to the room that was named. A
 * leading {@code @name} and white space make it private; a leading {@code \@} keeps it public. The
 * full-width {@code @} counts as well.
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
      RoomTask errand =
          errand(
              context,
              request,
              message(command, request.person(), Optional.empty(), text, Map.of()));
      context.rooms().ask(command.room(), request, errand);
      return;
    }
    // What is refused in any case costs no look-up of names.
    OptionalLong replyTo = addressed.isPresent() ? OptionalLong.empty() : command.replyTo();
    CompletableFuture<Optional<Outcome.Refused<PostMessage.Sent>>> checked =
        new CompletableFuture<>();
    RoomTask check = new PostMessageHandler.Check(request.person(), replyTo, checked);
    if (context.rooms().ask(command.room(), request, check)) {
      context.await(
          checked,
          request,
          refused -> {
            if (refused.isPresent()) {
              PostMessageHandler.reply(PostMessageHandler.key(request.person(), command))
                  .answerUnlessStored(context.chat(), request, refused.get());
            } else if (addressed.isPresent()) {
              resolveUnlessSent(context, request, command, addressed, text, names);
            } else {
              resolve(context, request, command, addressed, text, names);
            }
          });
    }
  }

  /** A retry must not open a conversation with the user who has the name by now. */
  private static void resolveUnlessSent(
      CommandContext context,
      PendingReply<PostMessage.Sent> request,
      PostMessage command,
      Optional<Addressed> addressed,
      String text,
      Set<String> names) {
    SendKey key = PostMessageHandler.key(request.person(), command);
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

  /** Whom the message may be for, then whom it may call, so many as one text may name. */
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
    Optional<User> to = reading.map(each -> known.get(each.name()));
    String said = reading.map(Reading::rest).orElse(text);
    Optional<Outcome.Refused<PostMessage.Sent>> fault =
        addressed.flatMap(each -> fault(each, to, said, request.person()));
    if (fault.isPresent()) {
      request.answerNow(fault.get()); // its key was looked up before the names
    } else {
      PostMessageHandler.Message message = message(command, request.person(), to, said, known);
      context.rooms().offer(command.room(), errand(context, request, message));
    }
  }

  private static Optional<Outcome.Refused<PostMessage.Sent>> fault(
      Addressed addressed, Optional<User> to, String said, ConnectedUser author) {
    if (to.isEmpty()) {
      return Optional.of(
          new Outcome.Refused<>(
              Refusal.NOT_FOUND,
              "text",
              "Nobody here is called " + addressed.names().get(0) + "."));
    }
    if (to.get().id().equals(author.id())) {
      return Optional.of(Rejections.invalid("text", "A private message goes to somebody else."));
    }
    return TextRules.check(said).map(fault -> Rejections.invalid("text", fault));
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
        known.isEmpty() ? List.of() : MentionParser.find(text, known),
        command.replyTo());
  }

  private static RoomTask errand(
      CommandContext context,
      PendingReply<PostMessage.Sent> request,
      PostMessageHandler.Message message) {
    return new PostMessageHandler.Errand(context.chat(), request, message);
  }
}
