package chat.server.wire.json;

import java.time.Instant;
import java.util.Optional;

/**
 * Writes one JSON object, member by member, as UTF-8. Every frame that leaves is written by it, so
 * it goes from the values to the bytes without anything in between. What it writes is read by the
 * strictest reader, save that half a surrogate pair becomes a question mark. Confined to the thread
 * that writes.
 */
public final class JsonWriter {
  private final Utf8Buffer out;
  private boolean between; // a comma is due before the next name or value

  private JsonWriter(Utf8Buffer out) {
    this.out = out;
  }

  /**
   * A whole document: the object that {@code members} writes.
   *
   * @param capacity how many bytes it usually takes
   */
  public static byte[] object(int capacity, Part members) {
    Utf8Buffer out = new Utf8Buffer(0, capacity);
    write(out, members);
    return out.toBytes();
  }

  /** Adds the object that {@code members} writes to {@code out}. */
  public static void write(Utf8Buffer out, Part members) {
    new JsonWriter(out).object(members);
  }

  /** What writes a part of a document. */
  @FunctionalInterface
  public interface Part {
    void write(JsonWriter json);
  }

  /** What writes one element of a list. */
  @FunctionalInterface
  public interface Element<T> {
    void write(JsonWriter json, T value);
  }

  public JsonWriter object(Part members) {
    begin('{');
    members.write(this);
    return end('}');
  }

  public JsonWriter name(String name) {
    comma();
    out.quoted(name);
    out.ascii(':');
    between = false;
    return this;
  }

  public JsonWriter object(String name, Part members) {
    return name(name).object(members);
  }

  public JsonWriter value(String value) {
    comma();
    out.quoted(value);
    between = true;
    return this;
  }

  public JsonWriter string(String name, String value) {
    return name(name).value(value);
  }

  public JsonWriter string(String name, Optional<String> value) {
    return value.isPresent() ? string(name, value.get()) : this;
  }

  public JsonWriter number(String name, long value) {
    name(name);
    out.number(value);
    between = true;
    return this;
  }

  public JsonWriter bool(String name, boolean value) {
    name(name);
    out.ascii(value ? "true" : "false");
    between = true;
    return this;
  }

  /** Writes {@code name} when it is true; absent means false. */
  public JsonWriter flag(String name, boolean value) {
    return value ? bool(name, true) : this;
  }

  public JsonWriter time(String name, Instant value) {
    return string(name, Timestamp.of(value));
  }

  public <T> JsonWriter list(String name, Iterable<T> values, Element<? super T> element) {
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
  public JsonWriter members(String object) {
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

  private JsonWriter end(char bracket) {
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
