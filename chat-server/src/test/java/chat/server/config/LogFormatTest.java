package chat.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import chat.server.logging.LoggingSetup;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Client input stays within its log line, with special characters escaped. */
final class LogFormatTest {
  private static final String FORGED = "2026-01-01T00:00:00.000Z INFO  Main Chat has stopped";

  /** A log line, or one of a stack trace. */
  private static final Pattern LINE =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d)"
              + " (ERROR|WARN |INFO |DEBUG|TRACE) \\w+ [^\\p{Cc}\\p{Zl}\\p{Zp}]*"
              + "|\t[^\\p{Cc}\\p{Zl}\\p{Zp}]+");

  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("chat.server.http.Somewhere");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "\r\n",
        "\r",
        "\u000b",
        "\f",
        "\u0085",
        "\u2028",
        "\u2029",
        "\u001b[2J\u001b[1;1H",
        "\u009b2J",
        "\b\b\b\b",
        "\0",
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\u007f"
      })
  void escapesNamesPathsAndHeaders(String trick) {
    String hostile = "GET /" + trick + FORGED;
    for (Throwable thrown :
        new Throwable[] {
          null,
          new IllegalStateException(hostile),
          new IllegalStateException("outer", new IllegalArgumentException(hostile))
        }) {
      String text = encode(LogFormat.TEXT, "said {}", thrown, hostile);
      for (String line : text.split("\n", -1)) {
        assertTrue(line.isEmpty() || LINE.matcher(line).matches(), line);
        assertFalse(line.startsWith(FORGED), line);
      }
      assertEquals(1, text.lines().filter(line -> !line.startsWith("\t")).count(), text);

      String json = encode(LogFormat.JSON, "said {}", thrown, hostile);
      assertEquals(1, json.lines().filter(line -> !line.isBlank()).count(), json);
      assertEquals("said " + hostile, parse(json).get("formattedMessage").getAsString());
    }
  }

  @Test
  void leavesPrintableTextUnchanged() {
    String text = encode(LogFormat.TEXT, "Zoë said {}", null, "„hi“ 👋 to 20 %");

    assertTrue(text.endsWith(" WARN  Somewhere Zoë said „hi“ 👋 to 20 %\n"), text);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 999, 1_000, -1, 1_700_000_000_007L, 1_700_000_000_070L, 1_700_000_001_070L})
  void writesTheTimeOfEachLine(long millis) {
    Encoder<ILoggingEvent> encoder = LoggingSetup.encoder(LogFormat.TEXT, context);
    for (long at : new long[] {millis, millis + 1, millis + 1_000, millis}) {
      LoggingEvent event = new LoggingEvent("here", logger, Level.INFO, "", null, null);
      event.setInstant(Instant.ofEpochMilli(at));
      String line = new String(encoder.encode(event), UTF_8);

      assertEquals(
          Instant.ofEpochMilli(at), OffsetDateTime.parse(line.split(" ", 2)[0]).toInstant(), line);
    }
  }

  @Test
  void truncatesLongMessages() {
    String text = encode(LogFormat.TEXT, "{}", null, "x".repeat(1_000_000));

    assertTrue(text.length() < 5_000);
    assertTrue(text.endsWith("… (1000000 characters)\n"), text);
  }

  @Test
  void logsTheStackTraceOfAFailure() {
    Throwable failure =
        new IllegalStateException("outer", new IllegalArgumentException("the reason"));

    List<String> lines = encode(LogFormat.TEXT, "Failed", failure).lines().toList();

    assertEquals("\tjava.lang.IllegalStateException: outer", lines.get(1));
    assertTrue(lines.get(2).startsWith("\tat chat.server.config.LogFormatTest."), lines.get(2));
    assertTrue(
        lines.contains("\tcaused by java.lang.IllegalArgumentException: the reason"),
        lines::toString);
  }

  @Test
  void logsTheSameAsJson() {
    JsonObject json =
        parse(encode(LogFormat.JSON, "{} {}", new IllegalStateException("why"), "a", "b"));

    assertEquals("a b", json.get("formattedMessage").getAsString());
    assertEquals("WARN", json.get("level").getAsString());
    assertEquals("chat.server.http.Somewhere", json.get("loggerName").getAsString());
    assertTrue(json.get("timestamp").getAsLong() > 0);
    assertEquals("why", json.getAsJsonObject("throwable").get("message").getAsString());
    assertFalse(json.has("arguments"), "they are in the message");
  }

  @ParameterizedTest
  @EnumSource(LogFormat.class)
  void survivesFailuresThatCauseThemselves(LogFormat format) {
    IllegalStateException one = new IllegalStateException("one");
    one.initCause(new IllegalStateException("two", one));

    assertTrue(encode(format, "Failed", one).contains("two"));
  }

  private String encode(LogFormat format, String message, Throwable thrown, Object... arguments) {
    Encoder<ILoggingEvent> encoder = LoggingSetup.encoder(format, context);
    LoggingEvent event = new LoggingEvent("here", logger, Level.WARN, message, thrown, arguments);
    return new String(encoder.encode(event), UTF_8);
  }

  private static JsonObject parse(String json) {
    return JsonParser.parseString(json).getAsJsonObject();
  }
}
