package chat.server.wire;

import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import chat.server.wire.error.InvalidFrameException;
import chat.server.wire.json.JsonFields;
import chat.server.wire.json.StrictJsonReader;
import java.util.Optional;

/** Turns what a client sends into what it asks for. Stateless, thread-safe. */
public final class CommandDecoder {
  private static final ClientFrame BINARY =
      bad(Optional.empty(), ApiError.of(ErrorCode.BAD_FRAME, "Frames are text, not binary."));

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
    JsonFields fields = new JsonFields(maxTextLength);
    try {
      StrictJsonReader.read(frame, fields);
      return understand(fields);
    } catch (InvalidFrameException fault) {
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
   * @throws InvalidFrameException if they make none
   */
  static ClientFrame understand(JsonFields fields) {
    String type = fields.type().orElseThrow(CommandDecoder::noType);
    Optional<String> id = fields.usableId();
    if (id.isEmpty() && fields.has("id")) {
      throw InvalidFrameException.invalid(
          "id", "The field id must be a string of 1 to 64 characters.");
    }
    return ClientCommand.named(type).orElseThrow(CommandDecoder::unknown).read(fields, id);
  }

  private static InvalidFrameException noType() {
    return new InvalidFrameException(
        ApiError.of(ErrorCode.BAD_FRAME, "A frame has a type, which is a string."));
  }

  private static InvalidFrameException unknown() {
    return new InvalidFrameException(
        ApiError.of(ErrorCode.UNKNOWN_TYPE, "This server knows no such type of frame."));
  }

  private static ClientFrame bad(Optional<String> id, ApiError error) {
    return new ClientFrame.Bad(id, error);
  }
}
