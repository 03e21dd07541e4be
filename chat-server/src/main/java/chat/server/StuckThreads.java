package chat.server;

import chat.server.thread.CriticalThreads;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Detects a stuck thread, and logs when that changes. Thread-safe; never blocks. */
final class StuckThreads {
  private static final Logger LOG = LoggerFactory.getLogger(StuckThreads.class);

  private static final String NONE = "";

  private final CriticalThreads threads;
  private final AtomicReference<String> latest = new AtomicReference<>(NONE);

  StuckThreads(CriticalThreads threads) {
    this.threads = threads;
  }

  /** The name of a thread that has been running the same short task for too long. */
  Optional<String> check() {
    Optional<String> stuck = threads.stuck();
    String name = stuck.orElse(NONE);
    String before = latest.getAndSet(name);
    if (!before.equals(name)) {
      if (stuck.isPresent()) {
        LOG.error("Thread {} is stuck: /healthz returns 503 until it continues", name);
      } else {
        LOG.warn("Thread {} continues", before);
      }
    }
    return stuck;
  }
}
