package chat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FatalExitTest {
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream lastWords = new ByteArrayOutputStream();
  private final FatalExit exit =
      new FatalExit(code -> ends.add("exit " + code), code -> ends.add("halt " + code), lastWords);

  @Test
  void exitsImmediatelyAndLogsTheThreadAndCause() throws Exception {
    try (CapturedLog log = new CapturedLog()) {
      exit.accept(new OutOfMemoryError("Java heap space"));

      assertEquals("halt 70", ends.take());
      log.await(
          line ->
              line.equals(
                  "The server ends (exit code 70): thread "
                      + Thread.currentThread().getName()
                      + " ended by java.lang.OutOfMemoryError: Java heap space"));
    }
    assertEquals(70, exit.codeOr(0));
  }

  @Test
  void stopsGracefullyWhenTheStoreIsBroken() throws Exception {
    try (CapturedLog log = new CapturedLog()) {
      exit.accept(new SQLException("disk I/O error"));

      assertEquals("exit 74", ends.take());
      log.await(line -> line.startsWith("The server ends (exit code 74): the store"));
    }
    assertEquals(74, exit.codeOr(0));
  }

  @Test
  void exitsOnceForTheFirstReason() throws Exception {
    exit.accept(new SQLException("disk I/O error"));
    exit.accept(new IllegalStateException("and then"));

    assertEquals("exit 74", ends.take());
    assertEquals(74, exit.codeOr(0));
  }

  @Test
  void exitsWithoutTheLogWhenThatFails() throws Exception {
    exit.accept(
        new Error() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            throw new OutOfMemoryError("no memory to say it in");
          }
        });

    assertEquals("halt 70", ends.take());
    assertTrue(lastWords.toString(UTF_8).startsWith("The server ends (exit code 70)"));
  }

  /** A log that blocks, such as a pipe without a reader. */
  @Test
  void exitsThoughTheLogIsBlocked() throws Exception {
    CountDownLatch unblocked = new CountDownLatch(1);
    Thread dying =
        new Thread(
            () ->
                exit.accept(
                    new Error() {
                      private static final long serialVersionUID = 1L;

                      @Override
                      public String getMessage() {
                        try {
                          unblocked.await();
                          return "unblocked";
                        } catch (InterruptedException e) {
                          throw new IllegalStateException(e);
                        }
                      }
                    }));
    dying.start();

    assertEquals("halt 70", ends.take());
    unblocked.countDown();
    dying.join();
  }

  @Test
  void hasNoExitCodeInitially() {
    assertEquals(0, exit.codeOr(0));
  }
}
