package chat.server.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.core.mention.Link;
import chat.core.mention.MentionParser;
import chat.core.mention.MentionParser.Reading;
import chat.core.model.Mention;
import chat.core.model.User;
import chat.core.model.UserId;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Mentions are where the text says so, in order, and call only whom they name. Stateless. */
public final class MentionTarget {
  private MentionTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, UTF_8);
    List<String> names = MentionParser.names(text);
    Require.that(names.size() <= MentionParser.MAX_NAMES, "few names are looked up");
    Map<String, User> known = new HashMap<>();
    names.forEach(
        name -> known.put(name, new User(UserId.of("u" + known.size()), name, User.Kind.GUEST)));
    List<Mention> mentions = MentionParser.find(text, known).users();
    Require.that(mentions.size() <= MentionParser.MAX_MENTIONS, "there are not too many");
    int last = 0;
    for (Mention mention : mentions) {
      Require.that(
          mention.start() >= last && "@\uFF20".indexOf(text.charAt(mention.start())) >= 0,
          "it begins at @");
      Require.that(mention.end() <= text.length(), "it ends in the text");
      String called = text.substring(mention.start() + 1, mention.end());
      String name = Normalizer.normalize(called, Normalizer.Form.NFC);
      Require.that(name.equals(mention.user().name()), "it is the name that stands there");
      last = mention.end();
    }
    last = 0;
    for (Link link : Link.in(text)) {
      Require.that(link.start() >= last && link.start() < link.end(), "links are apart");
      Require.that(link.end() <= text.length(), "a link ends in the text");
      int start = link.start();
      Require.that(
          mentions.stream().noneMatch(it -> it.start() < link.end() && it.end() > start),
          "no mention stands in a link");
      last = link.end();
    }
    MentionParser.addressed(text)
        .ifPresent(
            to -> {
              Require.that(to.readings().size() <= MentionParser.MAX_NAMES, "it names few");
              for (Reading reading : to.readings()) {
                Require.that(text.endsWith(reading.rest()), "what is said is what was written");
                Require.that(!reading.rest().isEmpty(), "something is said");
              }
            });
  }
}
