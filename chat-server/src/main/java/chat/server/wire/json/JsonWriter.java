package chat.server.wire.json;

import java.time.Instant;
import java.util.Optional;

/**
 * Writes one JSON object, member by member, as UTF-8. Every outbound frame is written by it, so it
 * writes bytes directly, without intermediate objects. Its output is strict JSON; an unpaired
 * surrogate is written as a question mark. Confined to one thread.
 */
public final class JsonWriter {
  private final Utf8Buffer out;
  private boolean needsComma; // before the next name or value

  private JsonWriter(Utf8Buffer out) {
    this.out = out;
  }

  /**
   * The document of the object that {@code members} writes.
   *
   * @param capacity its usual size, in bytes
   */
  public static byte[] object(int capacity, Part members) {
    Utf8Buffer out = new Utf8Buffer(0, capacity);
    write(out, members);
    return out.toBytes();
  }

  /** Appends the object that {@code members} writes to {@code out}. */
  public static void write(Utf8Buffer out, Part members) {
    new JsonWriter(out).object(members);
  }

  /** Writes a part of a document. */
  @FunctionalInterface
  public interface Part {
    void write(JsonWriter json);
  }

  /** Writes one element of a list. */
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
    needsComma = false;
    return this;
  }

  public JsonWriter object(String name, Part members) {
    return name(name).object(members);
  }

  public JsonWriter value(String value) {
    comma();
    out.quoted(value);
    needsComma = true;
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
    needsComma = true;
    return this;
  }

  public JsonWriter bool(String name, boolean value) {
    name(name);
    out.ascii(value ? "true" : "false");
    needsComma = true;
    return this;
  }

  /** Writes a member only when it is true; absent means false. */
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

  /** Writes the members of {@code object}, a JSON object written by this class, unchanged. */
  public JsonWriter members(String object) {
    String members = object.strip();
    String inner = members.substring(1, members.length() - 1).strip();
    if (!inner.isEmpty()) {
      comma();
      out.text(inner);
      needsComma = true;
    }
    return this;
  }

  private void begin(char bracket) {
    comma();
    out.ascii(bracket);
    needsComma = false;
  }

  private JsonWriter end(char bracket) {
    out.ascii(bracket);
    needsComma = true;
    return this;
  }

  private void comma() {
    if (needsComma) {
      out.ascii(',');
    }
  }
}
