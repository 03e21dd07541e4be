package chat.core.command.file;

import chat.core.bound.Footprint;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.file.FileInfo;
import chat.core.file.content.ContentType;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.search.Folding;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Lists the files of the messages of a room, those of the latest message first. Immutable.
 *
 * @param room the room
 * @param before only files of messages before this {@code seq}
 * @param kind only files of this kind: {@code image}, {@code media} or {@code other}
 * @param query only files with a name that contains this text, 1 to {@link #MAX_QUERY} code points,
 *     without regard to what {@link Folding} makes equal
 */
public record ListFiles(
    RoomId room, OptionalLong before, Optional<String> kind, Optional<String> query)
    implements FileCommand<ListFiles.Listed> {
  /** Maximum length of a query in code points. */
  public static final int MAX_QUERY = 256;

  /**
   * A file and the message that has it.
   *
   * @param seq the {@code seq} of the message
   * @param user its author
   * @param at when it was posted
   * @param file the file, as the message describes it now
   */
  public record Listing(long seq, User user, Instant at, FileInfo file) {
    private static final int WEIGHT = 320; // keys, seq, time and user

    /** Rejects null. */
    public Listing {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(file, "file");
    }

    /** Upper estimate of its bytes as JSON in UTF-8. */
    public int weight() {
      return WEIGHT + file.weight();
    }
  }

  /**
   * A page of files. Those of one message are never on two pages.
   *
   * @param room the room
   * @param files the files; there may be none although the list goes on
   * @param before where the next page begins; empty when there are no more files
   */
  public record Listed(RoomId room, List<Listing> files, OptionalLong before) implements Reply {
    /** Copies the list. */
    public Listed {
      Objects.requireNonNull(room, "room");
      Objects.requireNonNull(before, "before");
      files = List.copyOf(files);
    }
  }

  /** Rejects null. */
  public ListFiles {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(query, "query");
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND
        + kind.map(Footprint::of).orElse(0)
        + query.map(Footprint::of).orElse(0);
  }

  @Override
  public Optional<Outcome.Refused<Listed>> check(int maxTextLength) {
    if (before.orElse(0) < 0) {
      return Optional.of(Outcome.invalid("before", "A seq must be at least 0."));
    }
    if (kind.isPresent() && kindOf(kind.get()).isEmpty()) {
      return Optional.of(Outcome.invalid("kind", "A kind must be image, media or other."));
    }
    if (query.isPresent() && !isQuery(query.get())) {
      return Optional.of(
          Outcome.invalid("query", "A query must have 1 to " + MAX_QUERY + " characters."));
    }
    return Optional.empty();
  }

  private static boolean isQuery(String text) {
    return !text.isBlank() && text.codePointCount(0, text.length()) <= MAX_QUERY;
  }

  /** The files that are listed. */
  public Predicate<FileInfo> wanted() {
    Optional<ContentType.Kind> only = kind.flatMap(ListFiles::kindOf);
    String part = query.map(text -> Folding.fold(text.strip())).orElse("");
    return file ->
        only.map(each -> each == ContentType.Kind.of(file.type())).orElse(true)
            && (part.isEmpty() || Folding.fold(file.name()).contains(part));
  }

  private static Optional<ContentType.Kind> kindOf(String name) {
    for (ContentType.Kind each : ContentType.Kind.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
