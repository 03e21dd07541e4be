package chat.server.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.core.model.RoomId;
import chat.core.model.RoomName;
import chat.core.model.Scripts;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.model.UserName;

/** A name that is allowed can be used, and its form for comparing is one. Stateless. */
public final class NameTarget {
  private NameTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String name = new String(input, UTF_8);
    String clean = UserName.clean(name);
    Require.that(UserName.clean(clean).equals(clean), "what was meant is meant");
    if (UserName.check(name).isEmpty()) {
      Require.that(clean.equals(name), "a name is what was meant");
      User user = new User(UserId.of("u"), name, User.Kind.GUEST);
      Require.that(user.name().equals(name), "it is taken as it is");
      Require.that(
          name.codePoints().allMatch(c -> UserName.isNameCharacter(c) || Scripts.isMark(c)),
          "it has no other characters");
      String folded = UserName.fold(name);
      Require.that(UserName.fold(folded).equals(folded), "a folded name is folded");
      String skeleton = UserName.skeleton(name);
      Require.that(!skeleton.isEmpty(), "something is left of it");
      Require.that(UserName.skeleton(skeleton).equals(skeleton), "a skeleton is its own");
    }
    if (RoomName.check(name).isEmpty()) {
      String folded = RoomName.fold(name);
      Require.that(RoomName.fold(folded).equals(folded), "a folded name is folded");
      String skeleton = RoomName.skeleton(name);
      Require.that(!skeleton.isEmpty(), "something is seen of it");
      Require.that(RoomName.skeleton(skeleton).equals(skeleton), "a skeleton is its own");
      String id = RoomId.kebab(name);
      Require.that(id.isEmpty() || RoomId.isValid(id), "what is made of it is an id");
    }
  }
}
