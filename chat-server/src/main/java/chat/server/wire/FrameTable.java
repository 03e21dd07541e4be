package chat.server.wire;

import chat.server.wire.json.JsonWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Maps each class of a closed set to its frame type and its members. Filled once, in a static
 * initializer, and read-only from then on.
 *
 * @param <T> the closed set
 */
public final class FrameTable<T> {
  /** The approximate size of a frame without a list, in bytes. */
  private static final int SMALL = 256;

  /** The approximate size of a frame with a list, in bytes. */
  static final int LARGE = 8_192;

  private final Map<Class<?>, Shape<?>> shapes = new LinkedHashMap<>();

  /** The union of {@code tables}. */
  static <T> FrameTable<T> of(List<FrameTable<T>> tables) {
    FrameTable<T> all = new FrameTable<>();
    tables.forEach(each -> all.shapes.putAll(each.shapes));
    return all;
  }

  /** Maps the class {@code kind} to a frame of {@code type} with these members. */
  <S extends T> FrameTable<T> with(
      Class<S> kind, String type, JsonWriter.Element<? super S> members) {
    shapes.put(kind, new Shape<>(kind, type, SMALL, members));
    return this;
  }

  /** The same for a frame that is usually large. */
  <S extends T> FrameTable<T> withPage(
      Class<S> kind, String type, JsonWriter.Element<? super S> members) {
    shapes.put(kind, new Shape<>(kind, type, LARGE, members));
    return this;
  }

  /** Whether {@code kind} has a frame. */
  boolean has(Class<?> kind) {
    return shapes.containsKey(kind);
  }

  /** The frame type of {@code kind}. */
  public String type(Class<?> kind) {
    return shapes.get(kind).type;
  }

  /** The approximate size of the frame of {@code kind}, in bytes. */
  int capacity(Class<?> kind) {
    return shapes.get(kind).capacity;
  }

  /** Writes the members of {@code value}, without its type. */
  void members(JsonWriter json, T value) {
    shapes.get(value.getClass()).members(json, value);
  }

  /** The frame type of each class. */
  public Map<Class<?>, String> types() {
    Map<Class<?>, String> types = new LinkedHashMap<>();
    shapes.forEach((kind, shape) -> types.put(kind, shape.type));
    return Collections.unmodifiableMap(types);
  }

  private record Shape<S>(
      Class<S> kind, String type, int capacity, JsonWriter.Element<? super S> members) {
    void members(JsonWriter json, Object value) {
      members.write(json, kind.cast(value));
    }
  }
}
