package chat.server.wire;

import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import chat.server.wire.error.InvalidFrameException;
import chat.server.wire.json.JsonFields;
import chat.server.wire.json.StrictJsonReader;
import java.util.Optional;

/** Decodes the frames of clients into commands. Stateless, thread-safe. */
public final class CommandDecoder {
  private static final ClientFrame BINARY =
      bad(Optional.empty(), ApiError.of(ErrorCode.BAD_FRAME, "Binary frames are not supported."));

  private final int maxTextLength;

  /** Creates a decoder for messages of any length. */
  public CommandDecoder() {
    this(Integer.MAX_VALUE - 1);
  }

  /**
   * Creates a decoder; one is enough for a server.
   *
   * @param maxTextLength the maximum length of a message, in code points. A longer one is truncated
   *     to one more, so that it is rejected in its turn: it may be the retry of an earlier post
   */
  public CommandDecoder(int maxTextLength) {
    this.maxTextLength = maxTextLength;
  }

  /** Decodes a text frame. Never throws. */
  public ClientFrame decode(String frame) {
    JsonFields fields = new JsonFields(maxTextLength);
    try {
      StrictJsonReader.read(frame, fields);
      return parse(fields);
    } catch (InvalidFrameException fault) {
      return bad(fields.usableId(), fault.error());
    }
  }

  /** The result for every binary frame: an error. */
  public ClientFrame decodeBinary() {
    return BINARY;
  }

  /**
   * The frame with these fields.
   *
   * @throws InvalidFrameException if they are not a valid frame
   */
  static ClientFrame parse(JsonFields fields) {
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
        ApiError.of(ErrorCode.BAD_FRAME, "The frame has no type, or it is not a string."));
  }

  private static InvalidFrameException unknown() {
    return new InvalidFrameException(ApiError.of(ErrorCode.UNKNOWN_TYPE, "Unknown frame type."));
  }

  private static ClientFrame bad(Optional<String> id, ApiError error) {
    return new ClientFrame.Bad(id, error);
  }
}
