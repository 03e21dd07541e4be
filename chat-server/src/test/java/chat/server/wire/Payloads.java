package chat.server.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Parses the payloads of frames, as a client would. Stateless. */
public final class Payloads {
  private Payloads() {}

  /** The payload of each frame, in order; all must be unfragmented, unmasked text frames. */
  public static List<byte[]> of(WireFrames frames) {
    List<byte[]> payloads = new ArrayList<>();
    ByteBuffer wire = frames.buffer();
    while (wire.hasRemaining()) {
      if (wire.get() != (byte) 0x81) {
        throw new AssertionError("no whole text frame");
      }
      byte[] payload = new byte[length(wire)];
      wire.get(payload);
      payloads.add(payload);
    }
    return payloads;
  }

  private static int length(ByteBuffer wire) {
    int told = wire.get();
    return switch (told) {
      case 126 -> Short.toUnsignedInt(wire.getShort());
      case 127 -> Math.toIntExact(wire.getLong());
      default -> told; // of a masked frame it is negative
    };
  }
}
