package chat.server.rest;

import chat.core.command.file.OpenFile;
import chat.core.file.FileBytes.Content;
import chat.core.file.FileBytes.Part;
import chat.core.file.FileId;
import chat.core.file.FileInfo;
import chat.server.files.DownloadSlots;
import chat.server.files.FileService;
import chat.server.files.PreviewFormat;
import chat.server.http.ApiException;
import chat.server.http.Authenticator;
import chat.server.http.ChatGateway;
import chat.server.http.Responses;
import chat.server.http.RestExchange;
import chat.server.http.SimplePage;
import chat.server.limit.RateLimits;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Serves the files of messages at {@code /files/{id}/{name}}, and their previews at {@code
 * /files/{id}/preview}. Who may read is asked on each request. Does not block. Thread-safe because
 * its parts are.
 */
public final class FilesHandler extends Handler.Abstract.NonBlocking {
  private static final String PREFIX = "/files/";
  private static final String PREVIEW = "preview";
  private static final long RETRY_MILLIS = 5_000;

  private final ChatGateway chat;
  private final Authenticator authenticator;
  private final RateLimits limits;
  private final FileService files;
  private final BiConsumer<RestExchange, Throwable> failed;
  private final DownloadSlots slots = new DownloadSlots();

  /**
   * @param failed answers a request that has failed
   */
  FilesHandler(
      ChatGateway chat,
      Authenticator authenticator,
      RateLimits limits,
      FileService files,
      BiConsumer<RestExchange, Throwable> failed) {
    this.chat = chat;
    this.authenticator = authenticator;
    this.limits = limits;
    this.files = files;
    this.failed = failed;
  }

  /** A part of a file that may be read, and is open. */
  private record Opened(FileInfo file, Part part, Content content) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    if (!path.startsWith(PREFIX)) {
      return false;
    }
    if (!SimplePage.isRead(request)) {
      Responses.notAllowed(response, callback, SimplePage.READS);
      return true;
    }
    if (!slots.enter()) {
      Responses.reject(
          response,
          callback,
          new ApiError(
              ErrorCode.BUSY.code(),
              Optional.empty(),
              "The server sends too many files. Try again later.",
              OptionalLong.of(RETRY_MILLIS)));
      return true;
    }
    send(path, request, response, Callback.from(callback, slots::leave));
    return true;
  }

  private void send(String path, Request request, Response response, Callback callback) {
    RestExchange exchange = new RestExchange(request, response, callback);
    CompletionStage<Void> answered;
    try {
      ApiException.ifToWait(limits.request(exchange.address()));
      answered =
          open(path.substring(PREFIX.length()), exchange)
              .thenCompose(opened -> answer(opened, request, response, callback));
    } catch (RuntimeException e) {
      answered = CompletableFuture.failedFuture(e);
    }
    answered.whenComplete((ok, failure) -> failed.accept(exchange, failure));
  }

  private CompletionStage<Opened> open(String path, RestExchange exchange) {
    String[] segments = path.split("/", -1);
    if (segments.length != 2 || segments[1].isEmpty() || !FileId.isValid(segments[0])) {
      throw notFound();
    }
    FileId id = FileId.of(segments[0]);
    Part part = segments[1].equals(PREVIEW) ? Part.PREVIEW : Part.CONTENT;
    return authenticator
        .find(exchange)
        .thenCompose(caller -> chat.ask(caller, exchange.address(), new OpenFile(id)))
        .thenCompose(
            may ->
                files
                    .read(id, part)
                    .handle(
                        (content, failure) -> {
                          if (failure == null) {
                            return new Opened(may.file(), part, content);
                          }
                          throw failure instanceof NoSuchFileException
                              ? notFound() // erased meanwhile, or without a preview
                              : new CompletionException(failure);
                        }));
  }

  private static ApiException notFound() {
    return new ApiException(ErrorCode.NOT_FOUND, "File not found.");
  }

  private CompletionStage<Void> answer(
      Opened opened, Request request, Response response, Callback callback) {
    return files
        .run(() -> describe(opened, response.getHeaders()))
        .whenComplete(
            (size, failure) -> {
              if (failure != null) {
                closeLater(opened);
              }
            })
        .thenAccept(size -> send(opened, size, request, response, callback));
  }

  /** Sets the headers of a file and returns its length. */
  private static long describe(Opened opened, HttpFields.Mutable headers) throws IOException {
    FileInfo file = opened.file();
    if (opened.part() == Part.PREVIEW) {
      ByteBuffer first = ByteBuffer.allocate(1);
      opened.content().read(first, 0);
      headers.put(HttpHeader.CONTENT_TYPE, PreviewFormat.type(first.get(0)));
      headers.put("Content-Disposition", "inline");
    } else {
      headers.put(HttpHeader.CONTENT_TYPE, file.type());
      headers.put("Content-Disposition", ContentDisposition.of(file));
    }
    headers.put(HttpHeader.ETAG, etag(opened));
    headers.put(HttpHeader.ACCEPT_RANGES, "bytes");
    headers.put(HttpHeader.CACHE_CONTROL, "private, no-cache");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Content-Security-Policy", "sandbox; default-src 'none'");
    return opened.content().length();
  }

  /** What a message has bound does not change any more. */
  private static String etag(Opened opened) {
    String id = opened.file().id().value();
    return "\"" + (opened.part() == Part.PREVIEW ? id + "-p" : id) + "\"";
  }

  private void send(
      Opened opened, long size, Request request, Response response, Callback callback) {
    HttpFields headers = request.getHeaders();
    String etag = etag(opened);
    if (headers.getCSV(HttpHeader.IF_NONE_MATCH, true).stream()
        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
        .anyMatch(tag -> tag.equals(etag) || tag.equals("*"))) {
      response.getHeaders().remove(HttpHeader.CONTENT_TYPE);
      answerWithoutContent(opened, 304, response, callback);
      return;
    }
    String ifRange = headers.get("If-Range");
    Optional<String> asked =
        ifRange == null || ifRange.equals(etag)
            ? Optional.ofNullable(headers.get(HttpHeader.RANGE))
            : Optional.empty();
    ByteRange range = new ByteRange(0, size);
    ByteRange.Asked parsed = ByteRange.parse(asked, size);
    if (parsed instanceof ByteRange.Unsatisfiable) {
      response.getHeaders().put(HttpHeader.CONTENT_RANGE, "bytes */" + size);
      response.getHeaders().remove(HttpHeader.CONTENT_TYPE);
      answerWithoutContent(opened, 416, response, callback);
      return;
    }
    if (parsed instanceof ByteRange.Part part) {
      range = part.range();
      response.getHeaders().put(HttpHeader.CONTENT_RANGE, range.of(size));
      response.setStatus(206);
    } else {
      response.setStatus(200);
    }
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, range.length());
    if (HttpMethod.HEAD.is(request.getMethod()) || range.length() == 0) {
      closeLater(opened);
      response.write(true, null, callback);
    } else {
      new Download(files, opened.content(), range, response, callback).iterate();
    }
  }

  private void answerWithoutContent(
      Opened opened, int status, Response response, Callback callback) {
    closeLater(opened);
    Responses.empty(response, callback, status);
  }

  private void closeLater(Opened opened) {
    files.run(
        () -> {
          opened.content().close();
          return null;
        });
  }
}
