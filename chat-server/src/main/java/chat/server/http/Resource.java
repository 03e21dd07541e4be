package chat.server.http;

import chat.server.wire.ErrorCode;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Answers what is asked of one part of {@code /api/}. Thread-safe. */
@FunctionalInterface
interface Resource {
  /**
   * Answers a request, or fails as refused. Must not block.
   *
   * @param path what follows the resource's own name
   */
  CompletionStage<?> answer(List<String> path, Exchange exchange);

  /** The refusal of a path that leads nowhere. */
  static Refused nothingHere() {
    return new Refused(ErrorCode.NOT_FOUND, "There is nothing here.");
  }
}
