package chat.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import chat.server.config.LogFormat;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** Sets the level and format of the log. Stateless; called by the main thread. */
public final class LoggingSetup {
  private LoggingSetup() {}

  /** Logs {@code level} and above, in {@code format}. */
  public static void setUp(org.slf4j.event.Level level, LogFormat format) {
    Logger root = root();
    root.setLevel(Level.convertAnSLF4JLevel(level));
    root.iteratorForAppenders()
        .forEachRemaining(
            appender -> {
              if (appender instanceof OutputStreamAppender<ILoggingEvent> stream) {
                stream.setEncoder(encoder(format, root.getLoggerContext()));
              }
            });
  }

  /** Turns the log off. */
  public static void silence() {
    root().setLevel(Level.OFF);
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  /** A started encoder for {@code format}. */
  public static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext context) {
    Encoder<ILoggingEvent> encoder = format == LogFormat.JSON ? json() : text(context);
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    SafeTextLayout line = new SafeTextLayout();
    line.setContext(context);
    line.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setLayout(line);
    encoder.setCharset(StandardCharsets.UTF_8);
    return encoder;
  }

  private static Encoder<ILoggingEvent> json() {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setWithFormattedMessage(true); // one string, in place of a pattern and its arguments
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithSequenceNumber(false);
    encoder.setWithContext(false);
    encoder.setWithMDC(false);
    encoder.setWithMarkers(false);
    encoder.setWithKVPList(false);
    return encoder;
  }
}
