package chat.server.wire;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes one JSON object, member by member. Confined to the thread that writes; a thin cover over
 * {@link JsonWriter}, whose exceptions cannot happen in memory.
 */
final class Json {
  private final JsonWriter writer;

  Json(Utf8Buffer out) {
    writer = new JsonWriter(out);
    writer.setHtmlSafe(false);
  }

  /** A whole document: the object that {@code members} writes. */
  static byte[] object(int capacity, Part members) {
    Utf8Buffer out = new Utf8Buffer(capacity);
    new Json(out).object(members);
    return out.copyFrom(0);
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
    return run(
        () -> {
          writer.beginObject();
          members.write(this);
          writer.endObject();
        });
  }

  Json name(String name) {
    return run(() -> writer.name(name));
  }

  Json object(String name, Part members) {
    return name(name).object(members);
  }

  Json value(String value) {
    return run(() -> writer.value(value));
  }

  Json string(String name, String value) {
    return run(() -> writer.name(name).value(value));
  }

  Json string(String name, Optional<String> value) {
    return value.isPresent() ? string(name, value.get()) : this;
  }

  Json number(String name, long value) {
    return run(() -> writer.name(name).value(value));
  }

  Json bool(String name, boolean value) {
    return run(() -> writer.name(name).value(value));
  }

  /** Writes {@code name} when it is true; absent means false. */
  Json flag(String name, boolean value) {
    return value ? bool(name, true) : this;
  }

  Json time(String name, Instant value) {
    return string(name, Timestamp.of(value));
  }

  <T> Json list(String name, Iterable<T> values, Element<? super T> element) {
    return run(
        () -> {
          writer.name(name).beginArray();
          for (T value : values) {
            element.write(this, value);
          }
          writer.endArray();
        });
  }

  private Json run(Step step) {
    try {
      step.run();
      return this;
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
