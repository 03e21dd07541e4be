package chat.server.wire;

import java.util.List;

/**
 * The frames of a batch, encoded once and shared by all who get them: the arrays are not to be
 * changed. Immutable.
 */
public final class WireBatch {
  private final List<byte[]> payloads;
  private final int bytes;

  WireBatch(List<byte[]> payloads) {
    this.payloads = List.copyOf(payloads);
    this.bytes = payloads.stream().mapToInt(payload -> payload.length).sum();
  }

  /** The frames, in order: each the UTF-8 JSON of one event. */
  public List<byte[]> payloads() {
    return payloads;
  }

  /** What the payloads take together. */
  public int bytes() {
    return bytes;
  }
}
