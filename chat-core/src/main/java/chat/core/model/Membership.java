package chat.core.model;

import java.util.Objects;

/**
 * The membership of a user in a room, with what is the user's own there. Immutable.
 *
 * @param room the room
 * @param marker up to where the user has read
 * @param notifications of which messages the user wants to be notified; may have ended
 * @param draftChanges how often a draft of the user in the room has changed; tells a node that does
 *     not hold the drafts when to read them
 * @param followChanges how often the user's state of a thread of the room has changed, other than
 *     by a reply to a thread that the user follows; tells a node when to read these states
 */
public record Membership(
    RoomId room,
    ReadMarker marker,
    Notifications notifications,
    long draftChanges,
    long followChanges) {
  /** Rejects null. */
  public Membership {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(marker, "marker");
    Objects.requireNonNull(notifications, "notifications");
  }

  /**
   * The membership of a user who has just joined.
   *
   * @param mark the {@code seq} up to which the user counts as having read
   */
  public Membership(RoomId room, long mark) {
    this(room, ReadMarker.first(mark), Notifications.ALL, 0, 0);
  }

  /** The {@code seq} up to which the user has read. */
  public long mark() {
    return marker.seq();
  }

  /** Whether this read marker is later than the known one. */
  public boolean isBefore(ReadMarker other) {
    return marker.compareTo(other) < 0;
  }

  /** The same membership with this read marker. */
  public Membership with(ReadMarker changed) {
    return new Membership(room, changed, notifications, draftChanges, followChanges);
  }

  /** The same membership with these notifications. */
  public Membership with(Notifications changed) {
    return new Membership(room, marker, changed, draftChanges, followChanges);
  }

  /** The same membership after this number of changes of drafts. */
  public Membership withDraftChanges(long changes) {
    return new Membership(room, marker, notifications, changes, followChanges);
  }

  /** The same membership after this number of changes of followed threads. */
  public Membership withFollowChanges(long changes) {
    return new Membership(room, marker, notifications, draftChanges, changes);
  }
}
