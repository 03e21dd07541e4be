package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.command.message.FollowThread;
import chat.core.command.message.MarkRead;
import chat.core.command.message.MarkThread;
import chat.core.command.message.MarkUnread;
import chat.core.command.message.PostMessage;
import chat.core.command.message.SaveDraft;
import chat.core.command.room.SetNotifications;
import chat.core.event.Event;
import chat.core.event.Signal.DraftChanged;
import chat.core.event.Signal.NotificationsSet;
import chat.core.event.Signal.ReadElsewhere;
import chat.core.event.Signal.ThreadFollowed;
import chat.core.event.Signal.ThreadMarked;
import chat.core.memory.MemoryBackplane;
import chat.core.memory.MemoryStore;
import chat.core.model.MessageDraft;
import chat.core.model.Notifications;
import chat.core.model.ReadMarker;
import chat.core.port.Backplane;
import chat.core.port.Notice;
import chat.core.port.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is a user's own, on two nodes of one chat. */
final class OwnStateOfNodesTest {
  /** Longer than the interval of regular sweeps. */
  private static final Duration SWEEP = Duration.ofSeconds(6);

  private static final Notifications NONE =
      new Notifications(Notifications.Level.NONE, Optional.empty());
  private static final MessageDraft DRAFT =
      new MessageDraft(GENERAL, OptionalLong.empty(), "hel", OptionalLong.empty(), 100);

  private final MemoryStore store = new MemoryStore(new Random(1));
  private final MemoryBackplane backplane = new MemoryBackplane();
  private final MemoryBackplane.Node plane = backplane.node();
  private final MemoryBackplane.Node otherPlane = backplane.node();
  private final TestChat one = node(plane);
  private final TestChat two = node(otherPlane);
  private final TestClient phone = one.connect("Ada");
  private final TestClient desk = two.connect("Ada");
  private final TestClient bob = one.connect("Bob");

  private TestChat node(Backplane mine) {
    return new TestChat(builder -> builder.store(store.log(), store.directory()).backplane(mine));
  }

  private void settle() {
    for (int i = 0; i < 4; i++) {
      one.settle();
      two.settle();
    }
  }

  private void pass(Duration time) {
    one.pass(time);
    two.pass(time);
    settle();
  }

  @BeforeEach
  void begin() {
    phone.joins(GENERAL);
    settle();
    desk.joins(GENERAL);
    bob.joins(GENERAL);
    for (int i = 1; i <= 3; i++) {
      bob.says(GENERAL, "message " + i);
    }
    settle();
    phone.does(new MarkRead(GENERAL, 3));
    settle();
    desk.heard();
    phone.heard();
  }

  @Test
  void setsReadMarkersBackOnAllNodes() {
    phone.does(new MarkUnread(GENERAL, 2));
    settle();
    assertEquals(List.of(new ReadElsewhere(GENERAL, 1, 2)), desk.heard(ReadElsewhere.class));
    assertEquals(1, desk.does(new MarkRead(GENERAL, 0)).seq());
    desk.does(new MarkRead(GENERAL, 2));
    settle();
    assertEquals(List.of(new ReadElsewhere(GENERAL, 2, 1)), phone.heard(ReadElsewhere.class));
  }

  @Test
  void ignoresANoticeOfAnEarlierReadMarker() {
    phone.does(new MarkUnread(GENERAL, 2));
    settle();
    desk.heard();
    plane.publish(
        Topic.user(phone.user().id()),
        new Notice.ReadMarked(GENERAL, phone.user().id(), new ReadMarker(0, 3)));
    settle();
    assertEquals(List.of(), desk.heard(ReadElsewhere.class));
    assertEquals(1, desk.does(new MarkRead(GENERAL, 0)).seq());
  }

  @Test
  void setsReadMarkersBackWhenTheNoticeWasLost() {
    otherPlane.disconnect();
    phone.does(new MarkUnread(GENERAL, 1));
    settle();
    desk.heard();
    pass(SWEEP);
    assertEquals(List.of(new ReadElsewhere(GENERAL, 0, 3)), desk.heard(ReadElsewhere.class));
    pass(SWEEP);
    assertEquals(List.of(), desk.heard(ReadElsewhere.class));
  }

  @Test
  void setsNotificationsOnAllNodes() {
    phone.does(new SetNotifications(GENERAL, NONE.level(), NONE.until()));
    settle();
    assertEquals(List.of(new NotificationsSet(GENERAL, NONE)), desk.heard(NotificationsSet.class));
    assertEquals(Optional.of(NONE), desk.joins(GENERAL).room().notifications());
    assertEquals(List.of(), phone.heard(NotificationsSet.class));
  }

  @Test
  void setsNotificationsWhenTheNoticeWasLost() {
    otherPlane.disconnect();
    phone.does(new SetNotifications(GENERAL, NONE.level(), NONE.until()));
    settle();
    pass(SWEEP);
    assertEquals(List.of(new NotificationsSet(GENERAL, NONE)), desk.heard(NotificationsSet.class));
  }

  @Test
  void changesDraftsOnAllNodes() {
    phone.does(new SaveDraft(DRAFT));
    settle();
    assertEquals(List.of(new DraftChanged(DRAFT)), desk.heard(DraftChanged.class));
    MessageDraft removed =
        new MessageDraft(GENERAL, OptionalLong.empty(), "", OptionalLong.empty(), 101);
    desk.does(new SaveDraft(removed));
    settle();
    assertEquals(List.of(new DraftChanged(removed)), phone.heard(DraftChanged.class));
    assertEquals(List.of(), desk.heard(DraftChanged.class));
  }

  @Test
  void changesDraftsWhenTheNoticeWasLost() {
    otherPlane.disconnect();
    phone.does(new SaveDraft(DRAFT));
    settle();
    assertEquals(List.of(), desk.heard(DraftChanged.class));
    pass(SWEEP);
    assertEquals(List.of(new DraftChanged(DRAFT)), desk.heard(DraftChanged.class));
    pass(SWEEP);
    assertEquals(List.of(), desk.heard(DraftChanged.class));
  }

  private static ThreadFollowed followed(long root, long seq) {
    return new ThreadFollowed(GENERAL, root, true, OptionalLong.of(seq));
  }

  /** What a connection has heard of its user's threads. */
  private static List<Event> threads(TestClient client) {
    return client.heard().stream()
        .filter(each -> each instanceof ThreadFollowed || each instanceof ThreadMarked)
        .toList();
  }

  private static void replies(TestClient client, String key) {
    client.does(new PostMessage(GENERAL, "reply", key, OptionalLong.of(1)));
  }

  @Test
  void followsThreadsOnAllNodes() {
    phone.does(new FollowThread(GENERAL, 1, true));
    settle();
    assertEquals(List.of(followed(1, 1), new ThreadMarked(GENERAL, 1, 1, 0)), threads(desk));
    replies(bob, "r1");
    settle();
    desk.does(new MarkThread(GENERAL, 1, 4));
    settle();
    assertEquals(List.of(followed(1, 4), new ThreadMarked(GENERAL, 1, 4, 0)), threads(phone));
    desk.does(new FollowThread(GENERAL, 1, false));
    settle();
    assertEquals(
        List.of(new ThreadFollowed(GENERAL, 1, false, OptionalLong.empty())), threads(phone));
    assertEquals(List.of(), threads(desk));
  }

  @Test
  void followsThreadsOnAllNodesBecauseOfReplies() {
    replies(phone, "r1");
    settle();
    assertEquals(List.of(followed(1, 4)), threads(phone));
    assertEquals(List.of(followed(1, 4), new ThreadMarked(GENERAL, 1, 4, 0)), threads(desk));
    replies(desk, "r2");
    settle();
    assertEquals(List.of(), threads(phone), "it is followed already");
  }

  @Test
  void followsThreadsWhenTheNoticeWasLost() {
    otherPlane.disconnect();
    phone.does(new FollowThread(GENERAL, 1, true));
    phone.does(new FollowThread(GENERAL, 2, true));
    phone.does(new FollowThread(GENERAL, 2, false));
    settle();
    assertEquals(List.of(), threads(desk));
    pass(SWEEP);
    assertEquals(
        List.of(
            followed(1, 1),
            new ThreadMarked(GENERAL, 1, 1, 0),
            new ThreadFollowed(GENERAL, 2, false, OptionalLong.empty())),
        threads(desk));
    pass(SWEEP);
    assertEquals(List.of(), threads(desk));
  }

  @Test
  void tellsTheOwnNodeWhatAnotherChangedBefore() {
    plane.disconnect();
    desk.does(new FollowThread(GENERAL, 1, true));
    settle();
    assertEquals(List.of(), threads(phone));
    phone.does(new FollowThread(GENERAL, 2, true));
    settle();
    List<Event> all =
        List.of(
            followed(1, 1),
            new ThreadMarked(GENERAL, 1, 1, 0),
            followed(2, 2),
            new ThreadMarked(GENERAL, 2, 2, 0));
    assertEquals(all, threads(phone));
    phone.does(new FollowThread(GENERAL, 2, false));
    settle();
    assertEquals(List.of(), threads(phone));
  }

  @Test
  void tellsTheOwnNodeWhatAnotherChangedBeforeAReply() {
    plane.disconnect();
    desk.does(new FollowThread(GENERAL, 2, true));
    settle();
    replies(phone, "r1");
    settle();
    assertEquals(
        List.of(
            followed(2, 2),
            new ThreadMarked(GENERAL, 2, 2, 0),
            followed(1, 4),
            new ThreadMarked(GENERAL, 1, 4, 0)),
        threads(phone));
  }
}
