package chat.core.internal.history;

import chat.core.command.Outcome;
import chat.core.command.message.ListMentions;
import chat.core.event.MessagePosted;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.log.Paging;
import chat.core.internal.room.CommandContext;
import chat.core.port.MessageReader.MentionPage;
import chat.core.port.MessageReader.Mentioning;
import chat.core.port.MessageReader.Place;
import java.util.List;
import java.util.Optional;

/**
 * Handler of {@link ListMentions}. The store reads outside of all lanes; in the same snapshot as
 * the messages it reads which rooms the user is a member of, so that a removal counts from its
 * commit on. Stateless.
 */
public final class MentionsHandler {
  private MentionsHandler() {}

  public static void list(
      CommandContext context, PendingReply<ListMentions.Listed> request, ListMentions command) {
    int limit = command.limit().orElse(ProtocolLimits.DEFAULT_PAGE);
    request.when(
        context.chat().log().messages().mentions(request.user().id(), command.place(), limit),
        page -> request.answerNow(Outcome.accepted(listed(page, limit))));
  }

  private static ListMentions.Listed listed(MentionPage page, int limit) {
    List<Mentioning> found = Paging.first(page.messages(), limit, each -> each.message().weight());
    List<MessagePosted> messages = found.stream().map(Mentioning::message).toList();
    boolean isCut = found.size() < page.messages().size();
    Optional<Place> rest = isCut ? Optional.of(found.get(found.size() - 1).place()) : page.rest();
    return new ListMentions.Listed(messages, rest.isPresent(), rest.map(ListMentions::textOf));
  }
}
