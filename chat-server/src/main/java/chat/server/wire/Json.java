package chat.server.wire;

import java.time.Instant;
import java.util.Optional;

/**
 * Writes one JSON object, member by member, as UTF-8. Every frame that leaves is written by it, so
 * it goes from the values to the bytes without anything in between. What it writes is read by the
 * strictest reader, save that half a surrogate pair becomes a question mark. Confined to the thread
 * that writes.
 */
final class Json {
  private final Utf8Buffer out;
  private boolean between; // a comma is due before the next name or value

  private Json(Utf8Buffer out) {
    this.out = out;
  }

  /**
   * A whole document: the object that {@code members} writes.
   *
   * @param capacity how many bytes it usually takes
   */
  static byte[] object(int capacity, Part members) {
    Utf8Buffer out = new Utf8Buffer(0, capacity);
    write(out, members);
    return out.toBytes();
  }

  /** Adds the object that {@code members} writes to {@code out}. */
  static void write(Utf8Buffer out, Part members) {
    new Json(out).object(members);
  }

  /** What writes a part of a document. */
  @FunctionalInterface
  interface Part {
    void write(Json json);
  }

  /** What writes one element of a list. */
  @FunctionalInterface
  interface Element<T> {
    void write(Json json, T value);
  }

  Json object(Part members) {
    begin('{');
    members.write(this);
    return end('}');
  }

  Json name(String name) {
    comma();
    out.quoted(name);
    out.ascii(':');
    between = false;
    return this;
  }

  Json object(String name, Part members) {
    return name(name).object(members);
  }

  Json value(String value) {
    comma();
    out.quoted(value);
    between = true;
    return this;
  }

  Json string(String name, String value) {
    return name(name).value(value);
  }

  Json string(String name, Optional<String> value) {
    return value.isPresent() ? string(name, value.get()) : this;
  }

  Json number(String name, long value) {
    name(name);
    out.number(value);
    between = true;
    return this;
  }

  Json bool(String name, boolean value) {
    name(name);
    out.ascii(value ? "true" : "false");
    between = true;
    return this;
  }

  /** Writes {@code name} when it is true; absent means false. */
  Json flag(String name, boolean value) {
    return value ? bool(name, true) : this;
  }

  Json time(String name, Instant value) {
    return string(name, Timestamp.of(value));
  }

  <T> Json list(String name, Iterable<T> values, Element<? super T> element) {
    name(name).begin('[');
    for (T value : values) {
      element.write(this, value);
    }
    return end(']');
  }

  /**
   * Writes the members of {@code object}, a JSON object that was written by this class, as they
   * stand.
   */
  Json members(String object) {
    String members = object.strip();
    String inner = members.substring(1, members.length() - 1).strip();
    if (!inner.isEmpty()) {
      comma();
      out.text(inner);
      between = true;
    }
    return this;
  }

  private void begin(char bracket) {
    comma();
    out.ascii(bracket);
    between = false;
  }

  private Json end(char bracket) {
    out.ascii(bracket);
    between = true;
    return this;
  }

  private void comma() {
    if (between) {
      out.ascii(',');
    }
  }
}
