package chat.server.conversation;

import chat.server.TestWebSocket;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The frames that a connection receives: those that a test does not wait for are kept in order
 * until it takes them. Confined to one thread.
 */
final class KeptFrames {
  private final TestWebSocket socket;
  private final List<JsonObject> kept = new ArrayList<>();

  KeptFrames(TestWebSocket socket) {
    this.socket = socket;
  }

  /** The next frame, kept or yet to come. */
  JsonObject next() throws IOException, InterruptedException {
    return kept.isEmpty() ? socket.next() : kept.remove(0);
  }

  /** The next frame, kept or yet to come, that is {@code wanted}; those before it are kept. */
  JsonObject next(Predicate<JsonObject> wanted) throws IOException, InterruptedException {
    for (Iterator<JsonObject> each = kept.iterator(); each.hasNext(); ) {
      JsonObject frame = each.next();
      if (wanted.test(frame)) {
        each.remove();
        return frame;
      }
    }
    while (true) {
      JsonObject frame = socket.next();
      if (wanted.test(frame)) {
        return frame;
      }
      kept.add(frame);
    }
  }

  /** Takes the kept frames that are {@code wanted}. */
  List<JsonObject> take(Predicate<JsonObject> wanted) {
    List<JsonObject> found = kept.stream().filter(wanted).toList();
    kept.removeAll(found);
    return found;
  }

  /** Also keeps all frames that were received and not read. */
  void keepRest() {
    kept.addAll(socket.rest());
  }
}
