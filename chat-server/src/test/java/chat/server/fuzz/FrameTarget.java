package chat.server.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.core.command.Command;
import chat.server.wire.ClientFrame;
import chat.server.wire.CommandDecoder;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.util.Arrays;

/** Any frame is understood or refused, and the same the next time. Stateless. */
public final class FrameTarget {
  private static final CommandDecoder DECODER = new CommandDecoder();

  private FrameTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, UTF_8);
    ClientFrame frame = DECODER.decode(text);
    Require.that(frame.id().stream().allMatch(id -> id.length() <= 128), "an id has its bounds");
    if (frame instanceof ClientFrame.Bad bad) {
      ApiError error = bad.error();
      Require.that(
          Arrays.stream(ErrorCode.values()).anyMatch(code -> code.code().equals(error.code())),
          "an error has a code of the protocol");
    } else if (frame instanceof ClientFrame.Asks asks) {
      Command<?> command = asks.command();
      Require.that(frame.equals(DECODER.decode(text)), "one text is one command: " + command);
    }
  }
}
