package chat.server.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.core.mention.MentionParser;
import chat.core.model.Mention;
import chat.core.model.User;
import chat.core.model.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mentions are where the text says so, in order, and call only whom they name. Stateless. */
public final class MentionTarget {
  private MentionTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, UTF_8);
    Set<String> names = MentionParser.names(text);
    Map<String, User> known = new HashMap<>();
    names.forEach(
        name -> known.put(name, new User(UserId.of("u" + known.size()), name, User.Kind.GUEST)));
    List<Mention> mentions = MentionParser.find(text, known);
    Require.that(mentions.size() <= MentionParser.MAX_MENTIONS, "there are not too many");
    int last = 0;
    for (Mention mention : mentions) {
      Require.that(
          mention.start() >= last && text.charAt(mention.start()) == '@', "it begins at @");
      Require.that(mention.end() <= text.length(), "it ends in the text");
      String called = text.substring(mention.start() + 1, mention.end());
      Require.that(called.equals(mention.user().name()), "it is the name that stands there");
      last = mention.end();
    }
    MentionParser.addressed(text)
        .ifPresent(
            to -> {
              Require.that(text.startsWith("@" + to.name()), "who is addressed comes first");
              Require.that(text.endsWith(to.rest()) && !to.rest().isEmpty(), "something is said");
            });
  }
}
