package chat.core.command.message;

import chat.core.command.Command;
import chat.core.command.Reply;
import chat.core.model.MessageDraft;
import java.util.List;

/** Lists the drafts of the user. Immutable. */
public record ListDrafts() implements Command<ListDrafts.Listed> {
  /**
   * All drafts of the user.
   *
   * @param drafts the drafts, by ascending room id and root
   */
  public record Listed(List<MessageDraft> drafts) implements Reply {
    /** Copies the list. */
    public Listed {
      drafts = List.copyOf(drafts);
    }
  }
}
