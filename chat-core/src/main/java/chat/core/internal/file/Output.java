package chat.core.internal.file;

import java.io.IOException;

/** Takes the parts of the copy without metadata, in their order. Confined to one walk. */
public interface Output {
  /** Bytes of the file, which lie in it. */
  void keep(long from, long length) throws IOException;

  /** Bytes that the file has not. They are not modified later. */
  void insert(byte[] bytes) throws IOException;

  /** So many zero bytes, in place of as many of the file. */
  void zeros(long length) throws IOException;
}
