package chat.core;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ChatCoreModuleTest {
  @Test
  void requiresOnlyTheBaseModule() {
    var module = ModuleFinder.of(Path.of("target/classes")).find("chat.core").orElseThrow();

    var required = module.descriptor().requires().stream().map(Requires::name).collect(toSet());

    assertEquals(Set.of("java.base"), required);
  }
}
