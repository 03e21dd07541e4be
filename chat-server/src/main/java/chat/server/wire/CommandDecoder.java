package chat.server.wire;

import java.util.Optional;

/** Turns what a client sends into what it asks for. Stateless, thread-safe. */
public final class CommandDecoder {
  private static final ClientFrame BINARY =
      bad(Optional.empty(), WireError.of(ErrorCode.BAD_FRAME, "Frames are text, not binary."));

  private final int maxTextLength;

  /** A decoder that takes messages of any length. */
  public CommandDecoder() {
    this(Integer.MAX_VALUE - 1);
  }

  /**
   * A decoder; one is enough for a server.
   *
   * @param maxTextLength the most code points of a message. Of a longer one no more is kept than
   *     shows that it is too long: it waits for its turn, for it may be the retry of a send
   */
  public CommandDecoder(int maxTextLength) {
    this.maxTextLength = maxTextLength;
  }

  /** Reads a text frame. Never throws, whatever it holds. */
  public ClientFrame decode(String frame) {
    Fields fields = new Fields(maxTextLength);
    try {
      JsonText.read(frame, fields);
      return understand(fields);
    } catch (FrameFault fault) {
      return bad(fields.usableId(), fault.error());
    }
  }

  /** What a binary frame is, whatever it holds. */
  public ClientFrame decodeBinary() {
    return BINARY;
  }

  /**
   * The frame that {@code fields} make.
   *
   * @throws FrameFault if they make none
   */
  static ClientFrame understand(Fields fields) {
    String type = fields.type().orElseThrow(CommandDecoder::noType);
    Optional<String> id = fields.usableId();
    if (id.isEmpty() && fields.has("id")) {
      throw FrameFault.invalid("id", "The field id must be a string of 1 to 64 characters.");
    }
    return ClientCommand.named(type).orElseThrow(CommandDecoder::unknown).read(fields, id);
  }

  private static FrameFault noType() {
    return new FrameFault(
        WireError.of(ErrorCode.BAD_FRAME, "A frame has a type, which is a string."));
  }

  private static FrameFault unknown() {
    return new FrameFault(
        WireError.of(ErrorCode.UNKNOWN_TYPE, "This server knows no such type of frame."));
  }

  private static ClientFrame bad(Optional<String> id, WireError error) {
    return new ClientFrame.Bad(id, error);
  }
}
