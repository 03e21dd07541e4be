package chat.server.rest;

import chat.core.file.FileBytes.Content;
import chat.server.files.FileService;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Sends bytes of a file piece by piece: the next one is read only when the client has taken the
 * last, so that a slow client occupies one buffer and no thread. Closes the file in the end.
 */
final class Download extends IteratingCallback {
  private static final int PIECE_BYTES = 32 * 1_024;

  private final FileService files;
  private final Content content;
  private final Response response;
  private final Callback callback;
  private final ByteBuffer piece;
  private long offset;
  private long left;

  Download(
      FileService files, Content content, ByteRange range, Response response, Callback callback) {
    this.files = files;
    this.content = content;
    this.response = response;
    this.callback = callback;
    this.offset = range.first();
    this.left = range.length();
    this.piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, left));
  }

  @Override
  protected Action process() {
    if (left == 0) {
      return Action.SUCCEEDED;
    }
    files
        .run(this::read)
        .whenComplete(
            (last, failure) -> {
              if (failure == null) {
                response.write(last, piece, this);
              } else {
                failed(failure);
              }
            });
    return Action.SCHEDULED;
  }

  /** Reads the next piece; returns whether it is the last one. */
  private boolean read() throws IOException {
    piece.clear().limit((int) Math.min(piece.capacity(), left));
    int count = content.read(piece, offset);
    if (count == 0) {
      throw new IOException("the file is shorter than its description");
    }
    piece.flip();
    offset += count;
    left -= count;
    return left == 0;
  }

  @Override
  protected void onCompleteSuccess() {
    closeContent();
    callback.succeeded();
  }

  @Override
  protected void onCompleteFailure(Throwable failure) {
    closeContent();
    callback.failed(failure);
  }

  private void closeContent() {
    files.run(
        () -> {
          content.close();
          return null;
        });
  }
}
