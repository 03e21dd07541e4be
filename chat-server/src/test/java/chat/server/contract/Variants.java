package chat.server.contract;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Generates values of any record, so that new components are covered automatically: each optional
 * present and empty, each list with and without elements, each constant of an enum. One component
 * varies at a time. Confined to one thread.
 */
public final class Variants {
  private final Map<Type, List<?>> ofTypes = new HashMap<>();
  private final Map<String, List<?>> ofComponents = new HashMap<>();

  /** What every test has in common. */
  public Variants() {
    with(String.class, "word");
    with(int.class, 5);
    with(long.class, 5L);
    with(Long.class, 5L);
    with(boolean.class, true, false);
    with(Instant.class, Instant.parse("2026-01-31T12:00:00Z"));
    with(Duration.class, Duration.ofSeconds(7));
    with(OptionalInt.class, OptionalInt.of(5), OptionalInt.empty());
    with(OptionalLong.class, OptionalLong.of(5), OptionalLong.empty());
  }

  /** Sets the values of a type, instead of generating them from its components. */
  public Variants with(Class<?> type, Object... values) {
    ofTypes.put(type, List.of(values));
    return this;
  }

  /** Sets the values of one component of a record. */
  public Variants with(Class<? extends Record> type, String component, Object... values) {
    ofComponents.put(type.getName() + "." + component, List.of(values));
    return this;
  }

  /** Values of {@code type}, at least one. */
  public List<?> of(Type type) {
    List<?> known = ofTypes.get(type);
    if (known != null) {
      return known;
    }
    List<?> made = make(type);
    ofTypes.put(type, made);
    return made;
  }

  private List<?> make(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic((Class<?>) generic.getRawType(), generic.getActualTypeArguments()[0]);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isEnum()) {
      return List.of(raw.getEnumConstants());
    } else if (raw.isSealed()) {
      return Stream.of(raw.getPermittedSubclasses()).flatMap(each -> of(each).stream()).toList();
    } else if (raw.isRecord()) {
      return records(raw);
    }
    throw new AssertionError("Say in this test which values of " + type + " to try.");
  }

  private List<?> generic(Class<?> raw, Type argument) {
    List<?> elements = of(argument);
    if (raw == Optional.class) {
      List<Object> all = new ArrayList<>(elements.stream().map(Optional::of).toList());
      all.add(Optional.empty());
      return all;
    } else if (raw == Set.class) {
      return List.of(Set.copyOf(elements), Set.of(elements.get(0)));
    } else if (Collection.class.isAssignableFrom(raw)) {
      return List.of(List.copyOf(elements), List.of());
    }
    throw new AssertionError("Say in this test which values of " + raw + " to try.");
  }

  private List<?> records(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<List<?>> values = Stream.of(components).<List<?>>map(each -> of(type, each)).toList();
    return combine(values).stream().<Object>map(each -> make(type, components, each)).toList();
  }

  private List<?> of(Class<?> type, RecordComponent component) {
    List<?> known = ofComponents.get(type.getName() + "." + component.getName());
    return known == null ? of(component.getGenericType()) : known;
  }

  /** The first of each, and then each of the others in its turn, one at a time. */
  public static List<Object[]> combine(List<? extends List<?>> values) {
    Object[] first = values.stream().map(each -> each.get(0)).toArray();
    List<Object[]> all = new ArrayList<>();
    all.add(first);
    for (int i = 0; i < first.length; i++) {
      for (Object other : values.get(i).subList(1, values.get(i).size())) {
        Object[] changed = first.clone();
        changed[i] = other;
        all.add(changed);
      }
    }
    return all;
  }

  private static Object make(Class<?> type, RecordComponent[] components, Object[] values) {
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Say in this test which values of " + type + " to try.", e);
    }
  }
}
