package chat.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PathTemplateTest {
  private final PathTemplate reaction =
      new PathTemplate("rooms/{id}/messages/{seq}/reactions/{emoji}");

  @Test
  void readsAnyNumberOfVariables() {
    List<String> path = PathTemplate.segments("rooms/general/messages/7/reactions/\ud83d\ude00");

    assertTrue(reaction.matches(path));
    assertEquals(
        Map.of("id", "general", "seq", "7", "emoji", "\ud83d\ude00"), reaction.variables(path));
    assertEquals(Map.of(), new PathTemplate("rooms").variables(List.of("rooms")));
  }

  @Test
  void matchesWholePathsAlone() {
    for (String other :
        List.of(
            "",
            "rooms",
            "rooms/general/messages/7/reactions",
            "rooms/general/messages/7/reactions/x/y",
            "rooms/general/messages/7/reactions/x/",
            "/rooms/general/messages/7/reactions/x",
            "Rooms/general/messages/7/reactions/x",
            "rooms/general/messages/7/pins/x")) {
      assertFalse(reaction.matches(PathTemplate.segments(other)), other);
    }
    assertTrue(reaction.matches(PathTemplate.segments("rooms//messages//reactions/")));
  }

  @Test
  void putsTheMoreSpecificTemplateFirst() {
    List<String> ordered =
        List.of("rooms/mine/messages", "rooms/mine/{list}", "rooms/{id}/members", "rooms/{id}/{x}");

    assertEquals(
        ordered,
        Stream.of(3, 0, 2, 1)
            .map(i -> new PathTemplate(ordered.get(i)))
            .sorted((a, b) -> a.shape().compareTo(b.shape()))
            .map(PathTemplate::toString)
            .toList());
  }

  @Test
  void rejectsTemplatesThatAreAmbiguous() {
    Router routes = new Router(exchange -> CompletableFuture.completedFuture(null));
    Router.Action action = exchange -> CompletableFuture.completedFuture(null);
    routes.get("bots/{id}", action).delete("bots/{id}", action);

    assertThrows(IllegalArgumentException.class, () -> new PathTemplate("a/{id}/b/{id}"));
    assertThrows(IllegalArgumentException.class, () -> routes.get("bots/{id}", action));
    assertThrows(IllegalArgumentException.class, () -> routes.patch("bots/{bot}", action));
  }
}
