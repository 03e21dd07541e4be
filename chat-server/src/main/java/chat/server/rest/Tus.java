package chat.server.rest;

import chat.core.command.file.CreateUpload;
import chat.core.file.FileInfo;
import chat.core.model.RoomId;
import chat.server.http.ApiException;
import chat.server.http.HttpProblem;
import chat.server.http.RestExchange;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The headers of the resumable upload protocol tus 1.0.0, as its clients send them. Stateless. */
final class Tus {
  static final String RESUMABLE = "Tus-Resumable";
  static final String VERSION = "1.0.0";
  static final String OFFSET = "Upload-Offset";
  static final String LENGTH = "Upload-Length";
  static final String METADATA = "Upload-Metadata";
  static final String BYTES = "application/offset+octet-stream";

  private static final String CHECKSUM = "Upload-Checksum";
  private static final String ALGORITHM = "sha256";
  private static final int SHA256_BYTES = 32;

  private Tus() {}

  /**
   * Rejects requests of another version of the protocol, which must not be processed.
   *
   * @throws HttpProblem 412
   */
  static void requireVersion(RestExchange exchange) {
    if (!VERSION.equals(exchange.header(RESUMABLE).orElse(""))) {
      exchange.setHeader("Tus-Version", VERSION);
      throw new HttpProblem(
          412, ApiError.of(ErrorCode.INVALID, "The header Tus-Resumable must be " + VERSION + "."));
    }
  }

  /** Describes what the server can do. */
  static void describe(RestExchange exchange, long maxFileBytes) {
    exchange.setHeader("Tus-Version", VERSION);
    exchange.setHeader("Tus-Extension", "creation,termination,checksum");
    exchange.setHeader("Tus-Checksum-Algorithm", ALGORITHM);
    exchange.setHeader("Tus-Max-Size", Long.toString(maxFileBytes));
    exchange.empty(204);
  }

  /**
   * A header with a number of bytes.
   *
   * @throws ApiException {@code invalid} if it is missing or no number from 0 on
   */
  static long number(RestExchange exchange, String header) {
    String value = exchange.header(header).orElse("");
    if (!value.matches("[0-9]{1,18}")) {
      throw invalid(header, "The header " + header + " must be a number of bytes.");
    }
    return Long.parseLong(value);
  }

  /**
   * The checksum of a body that the client sends; empty for none.
   *
   * @throws ApiException {@code invalid} if its algorithm is not supported
   */
  static Optional<byte[]> checksum(RestExchange exchange) {
    Optional<String> header = exchange.header(CHECKSUM);
    if (header.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = header.get().split(" ", 2);
    byte[] digest = parts.length == 2 && parts[0].equals(ALGORITHM) ? base64(parts[1]) : null;
    if (digest == null || digest.length != SHA256_BYTES) {
      throw invalid(CHECKSUM, "The header Upload-Checksum must be sha256 and its digest.");
    }
    return Optional.of(digest);
  }

  /**
   * The command that creates an upload.
   *
   * @throws ApiException {@code invalid} if a header is wrong
   */
  static CreateUpload creation(RestExchange exchange, RoomId room) {
    if (exchange.header("Upload-Defer-Length").isPresent()) {
      throw invalid(LENGTH, "The length of an upload must be known when it is created.");
    }
    long length = number(exchange, LENGTH);
    Map<String, String> said = metadata(exchange.header(METADATA).orElse(""));
    FileInfo.Media media;
    try {
      media =
          new FileInfo.Media(
              (int) number(said, "width"),
              (int) number(said, "height"),
              number(said, "duration"),
              said.getOrDefault("thumbhash", ""));
    } catch (IllegalArgumentException e) {
      throw invalid(METADATA, "The size, duration or thumbhash in Upload-Metadata is not valid.");
    }
    return new CreateUpload(
        room,
        length,
        said.getOrDefault("filename", ""),
        media,
        said.getOrDefault("alt", ""),
        Optional.ofNullable(said.get("client_id")));
  }

  private static long number(Map<String, String> said, String key) {
    String value = said.getOrDefault(key, "0");
    if (!value.matches("[0-9]{1,9}")) {
      throw invalid(METADATA, "The value of " + key + " in Upload-Metadata must be a number.");
    }
    return Long.parseLong(value);
  }

  /** The keys, each with its value; those of keys that the server does not know are kept too. */
  private static Map<String, String> metadata(String header) {
    Map<String, String> values = new HashMap<>();
    if (header.isBlank()) {
      return values;
    }
    for (String pair : header.split(",", -1)) {
      String[] parts = pair.strip().split(" ", 2);
      byte[] value = parts.length == 2 ? base64(parts[1].strip()) : new byte[0];
      Optional<String> text = value == null ? Optional.empty() : text(value);
      if (parts[0].isEmpty() || text.isEmpty() || values.put(parts[0], text.get()) != null) {
        throw invalid(
            METADATA, "The header Upload-Metadata must be unique keys with values in Base64.");
      }
    }
    return values;
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Optional<String> text(byte[] utf8) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static ApiException invalid(String field, String sentence) {
    return new ApiException(ApiError.of(ErrorCode.INVALID, field, sentence));
  }
}
