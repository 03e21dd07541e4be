package chat.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * A view of a frame's bytes, looked into without reading it as JSON. It is the same object for
 * every frame of a connection. Confined to one thread.
 */
final class ServerFrame {
  static final byte[] ERROR = "{\"type\":\"error\"".getBytes(UTF_8);

  private byte[] bytes;
  private int start;
  private int end;

  void of(byte[] array, int from, int to) {
    bytes = array;
    start = from;
    end = to;
  }

  int length() {
    return end - start;
  }

  boolean startsWith(byte[] prefix) {
    return length() >= prefix.length
        && Arrays.equals(bytes, start, start + prefix.length, prefix, 0, prefix.length);
  }

  /** The whole number behind the first place where {@code name} stands, or -1. */
  long numberAfter(byte[] name) {
    int at = find(name, start);
    if (at < 0) {
      return -1;
    }
    long number = 0;
    for (int i = at; i < end && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }

  /** How often {@code name} stands in it. */
  int count(byte[] name) {
    int count = 0;
    for (int at = find(name, start); at >= 0; at = find(name, at)) {
      count++;
    }
    return count;
  }

  /** What stands between the first {@code name} and the next quotation mark; empty if nothing. */
  String textAfter(byte[] name) {
    int at = find(name, start);
    int stop = at;
    while (at >= 0 && stop < end && bytes[stop] != '"') {
      stop++;
    }
    return at < 0 ? "" : new String(bytes, at, stop - at, UTF_8);
  }

  /** Where {@code name} ends, or -1. */
  private int find(byte[] name, int from) {
    for (int at = from; at <= end - name.length; at++) {
      if (bytes[at] == name[0]
          && Arrays.equals(bytes, at, at + name.length, name, 0, name.length)) {
        return at + name.length;
      }
    }
    return -1;
  }

  /** The number that {@code length} bytes make, the first being the highest. */
  long unsigned(int offset, int length) {
    long number = 0;
    for (int i = 0; i < length; i++) {
      number = number << 8 | (bytes[start + offset + i] & 0xff);
    }
    return number;
  }

  @Override
  public String toString() {
    return new String(bytes, start, end - start, UTF_8);
  }
}
