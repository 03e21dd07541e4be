package chat.server.files;

import chat.core.file.FileBytes.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * The content of a file as a channel; closing it does not close the content. Confined to one
 * thread.
 */
final class ContentChannel implements SeekableByteChannel {
  private final Content content;
  private long position;

  ContentChannel(Content content) {
    this.content = content;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int count = content.read(into, position);
    position += count;
    return count == 0 && into.hasRemaining() ? -1 : count;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    int count = from.remaining();
    content.write(from, position);
    position += count;
    return count;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public ContentChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() throws IOException {
    return content.length();
  }

  @Override
  public ContentChannel truncate(long length) throws IOException {
    content.truncate(length);
    position = Math.min(position, length);
    return this;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    // its owner closes the content
  }
}
