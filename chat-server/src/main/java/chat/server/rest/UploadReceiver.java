package chat.server.rest;

import chat.core.command.file.ContinueUpload;
import chat.core.command.file.ContinueUpload.Step;
import chat.core.command.file.RemoveUpload;
import chat.core.file.FileId;
import chat.core.file.Upload;
import chat.core.file.UploadLimits;
import chat.server.account.Identity;
import chat.server.files.FileService;
import chat.server.files.Receipt;
import chat.server.files.UploadSlots;
import chat.server.http.ApiException;
import chat.server.http.ChatGateway;
import chat.server.http.HttpProblem;
import chat.server.http.RestExchange;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Receives the bytes of uploads. The right to send is checked before any of them is taken, and
 * again when the state is stored. Bytes are on disk before the state says so. Thread-safe because
 * its parts are.
 */
final class UploadReceiver {
  private static final long RETRY_MILLIS = 5_000;
  private static final String WRONG_PREVIEW =
      "A preview must be a WebP or JPEG without metadata, of at most 1600 by 1600 pixels.";

  private final ChatGateway chat;
  private final FileService files;

  UploadReceiver(ChatGateway chat, FileService files) {
    this.chat = chat;
    this.files = files;
  }

  CompletionStage<Upload> done(Upload upload) {
    return CompletableFuture.completedFuture(upload);
  }

  /** Receives the body of a PATCH; the upload as it is then. */
  CompletionStage<Upload> receive(
      Identity caller, RestExchange exchange, FileId id, long offset, Optional<byte[]> checksum) {
    return locked(
        id,
        () ->
            ask(caller, exchange, id, new Step.Check())
                .thenCompose(
                    checked -> receive(caller, exchange, checked.orElseThrow(), offset, checksum)));
  }

  /** Runs work while no other request sends bytes of the same upload. */
  private CompletionStage<Upload> locked(FileId id, Supplier<CompletionStage<Upload>> work) {
    switch (files.slots().enter(id)) {
      case LOCKED ->
          throw new HttpProblem(
              423,
              ApiError.of(ErrorCode.CONFLICT, "Another request is sending bytes of this upload."));
      case FULL ->
          throw new ApiException(
              new ApiError(
                  ErrorCode.BUSY.code(),
                  Optional.empty(),
                  "The server receives too many files. Try again later.",
                  OptionalLong.of(RETRY_MILLIS)));
      case ENTERED -> {}
    }
    return entered(id, work);
  }

  /** Runs work of an upload that has entered, which leaves however the work ends. */
  private CompletionStage<Upload> entered(FileId id, Supplier<CompletionStage<Upload>> work) {
    CompletionStage<Upload> done;
    try {
      done = work.get();
    } catch (RuntimeException e) {
      done = CompletableFuture.failedFuture(e);
    }
    return done.whenComplete((upload, failure) -> files.slots().leave(id));
  }

  private CompletionStage<Upload> receive(
      Identity caller,
      RestExchange exchange,
      Upload upload,
      long offset,
      Optional<byte[]> checksum) {
    if (offset != upload.offset()) {
      throw new HttpProblem(
          409,
          ApiError.of(
              ErrorCode.CONFLICT,
              Tus.OFFSET,
              "The upload has " + upload.offset() + " bytes, not " + offset + "."));
    }
    if (upload.offset() == upload.length()) {
      return complete(caller, exchange, upload);
    }
    return files
        .receive(upload, checksum.isPresent())
        .thenCompose(
            receipt ->
                stream(exchange, upload.length() - upload.offset(), receipt)
                    .handle((length, failure) -> failure)
                    .thenCompose(
                        failure -> store(caller, exchange, upload, receipt, checksum, failure)));
  }

  private CompletionStage<Long> stream(RestExchange exchange, long most, Receipt receipt) {
    try {
      return exchange.stream(most, part -> files.run(() -> receipt.take(part)));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Stores what arrived, also of a body that ended early, which then fails nevertheless. */
  private CompletionStage<Upload> store(
      Identity caller,
      RestExchange exchange,
      Upload upload,
      Receipt receipt,
      Optional<byte[]> checksum,
      Throwable failure) {
    return files
        .run(() -> receipt.end(checksum, failure == null))
        .thenCompose(
            offset -> {
              if (offset.isEmpty()) {
                throw failure == null ? mismatch() : new CompletionException(failure);
              }
              return advance(caller, exchange, upload, upload.at(offset.get()));
            })
        .thenCompose(
            now -> {
              rethrow(failure);
              return now.offset() == now.length() ? complete(caller, exchange, now) : done(now);
            });
  }

  private static HttpProblem mismatch() {
    return new HttpProblem(
        460,
        ApiError.of(ErrorCode.INVALID, "Upload-Checksum", "The body does not have this checksum."));
  }

  private CompletionStage<Upload> advance(
      Identity caller, RestExchange exchange, Upload before, Upload after) {
    return before.equals(after)
        ? done(before)
        : ask(caller, exchange, before.id(), new Step.Advance(before, after))
            .thenApply(
                stored ->
                    stored.orElseThrow(
                        () ->
                            new HttpProblem(
                                409,
                                ApiError.of(
                                    ErrorCode.CONFLICT,
                                    Tus.OFFSET,
                                    "Another request has changed this upload."))));
  }

  /** Finds out what a complete upload is, and stores that it is finished. */
  CompletionStage<Upload> complete(Identity caller, RestExchange exchange, Upload upload) {
    return upload.isFinished()
        ? done(upload)
        : files
            .finish(upload)
            .thenCompose(
                file ->
                    file.isPresent()
                        ? advance(caller, exchange, upload, upload.finished(file.get()))
                        : reject(caller, exchange, upload));
  }

  /** Completes an upload whose last request was interrupted after its bytes were stored. */
  CompletionStage<Upload> afterCrash(Identity caller, RestExchange exchange, Upload upload) {
    if (upload.isFinished()
        || upload.offset() < upload.length()
        || files.slots().enter(upload.id()) != UploadSlots.Entry.ENTERED) {
      return done(upload);
    }
    return entered(upload.id(), () -> complete(caller, exchange, upload));
  }

  private CompletionStage<Upload> reject(Identity caller, RestExchange exchange, Upload upload) {
    return chat.ask(Optional.of(caller), exchange.address(), new RemoveUpload(upload.id()))
        .thenApply(
            removed -> {
              throw new ApiException(
                  ErrorCode.TOO_LONG, "A picture must not have more than 100 megapixels.");
            });
  }

  /** Receives the preview of an upload that is finished. */
  CompletionStage<Upload> preview(Identity caller, RestExchange exchange, FileId id) {
    return locked(
        id,
        () ->
            ask(caller, exchange, id, new Step.Check())
                .thenCompose(
                    checked -> {
                      if (!checked.orElseThrow().isFinished()) {
                        throw new ApiException(
                            ErrorCode.INVALID, "The file is not completely uploaded.");
                      }
                      return files.receivePreview(id);
                    })
                .thenCompose(receipt -> preview(caller, exchange, id, receipt)));
  }

  private CompletionStage<Upload> preview(
      Identity caller, RestExchange exchange, FileId id, Receipt receipt) {
    return stream(exchange, UploadLimits.MAX_PREVIEW_BYTES, receipt)
        .handle((length, failure) -> failure)
        .thenCompose(
            failure ->
                files
                    .run(() -> receipt.end(Optional.empty(), failure == null).orElseThrow())
                    .thenCompose(
                        length -> {
                          rethrow(failure);
                          return files
                              .storePreview(id)
                              .thenCompose(
                                  isValid -> {
                                    if (!isValid) {
                                      throw new ApiException(ErrorCode.INVALID, WRONG_PREVIEW);
                                    }
                                    return ask(caller, exchange, id, new Step.Preview(length));
                                  });
                        }))
        .thenApply(Optional::orElseThrow);
  }

  private static void rethrow(Throwable failure) {
    if (failure != null) {
      throw failure instanceof RuntimeException known ? known : new CompletionException(failure);
    }
  }

  private CompletionStage<Optional<Upload>> ask(
      Identity caller, RestExchange exchange, FileId id, Step step) {
    return chat.ask(Optional.of(caller), exchange.address(), new ContinueUpload(id, step))
        .thenApply(ContinueUpload.Continued::upload);
  }
}
