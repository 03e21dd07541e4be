package chat.core.file;

import java.time.Clock;
import java.time.ZoneOffset;

final class MemoryFileBytesTest extends FileBytesContract {
  @Override
  protected FileBytes files() {
    return new MemoryFileBytes(Clock.fixed(DAY, ZoneOffset.UTC));
  }

  @Override
  protected FileBytes again(FileBytes before) {
    return before;
  }

  @Override
  protected void age() {
    // the clock stands still
  }
}
