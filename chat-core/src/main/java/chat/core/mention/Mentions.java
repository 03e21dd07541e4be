package chat.core.mention;

import chat.core.model.Mention;
import java.util.List;

/**
 * The mentions in a text. Immutable.
 *
 * @param users the mentions of users, by ascending position
 * @param all the mentions of all members or all who are present, by ascending position
 */
public record Mentions(List<Mention> users, List<Mention.OfAll> all) {
  /** No mentions. */
  public static final Mentions NONE = new Mentions(List.of(), List.of());

  /** Copies the lists. */
  public Mentions {
    users = List.copyOf(users);
    all = List.copyOf(all);
  }
}
