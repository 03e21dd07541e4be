package chat.server.wire;

import static chat.server.wire.Samples.ADA;
import static chat.server.wire.Samples.ADA_JSON;
import static chat.server.wire.Samples.GENERAL;
import static chat.server.wire.Samples.PAIR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.Batch;
import chat.core.event.Event;
import chat.core.event.Signal;
import chat.core.model.MessageDraft;
import chat.core.model.Notifications;
import chat.core.model.RoomId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class EventEncoderTest {
  private final EventEncoder encoder = new EventEncoder();

  @Test
  void writesAMessageVerbatim() {
    assertFrame(Samples.POSTED_JSON, Samples.POSTED);
  }

  @Test
  void marksAMessageOfAConversationAsPrivate() {
    assertFrame(Samples.WHISPERED_JSON, Samples.WHISPERED);
  }

  @Test
  void weighsAMessageNoLessThanItTakes() {
    byte[] payload = Payloads.of(encoder.encode(List.of(Samples.POSTED))).get(0);

    assertTrue(payload.length <= Samples.POSTED.weight());
  }

  @Test
  void writesJoinsAndLeaves() {
    assertFrame(
        "{'type':'user_joined','room':'general','user':" + ADA_JSON + ",'user_count':2}",
        new Signal.UserJoined(GENERAL, ADA, 2));
    assertFrame(
        "{'type':'user_left','room':'general','user':" + ADA_JSON + ",'user_count':1}",
        new Signal.UserLeft(GENERAL, ADA, 1));
    assertFrame(
        "{'type':'room_presence','room':'general','user_count':101}",
        new Signal.PresenceCounted(GENERAL, 101));
  }

  @Test
  void writesTypingUsers() {
    assertFrame(
        "{'type':'user_typing','room':'general','user':" + ADA_JSON + ",'typing':true}",
        new Signal.UserTyping(GENERAL, ADA, true));
    assertFrame(
        "{'type':'user_typing','room':'general','user':" + ADA_JSON + ",'typing':false}",
        new Signal.UserTyping(GENERAL, ADA, false));
  }

  @Test
  void writesChangesOfUsers() {
    assertFrame(
        "{'type':'user_status','user':" + ADA_JSON + ",'status':'online'}",
        new Signal.StatusChanged(ADA, true));
    assertFrame(
        "{'type':'user_status','user':" + ADA_JSON + ",'status':'offline'}",
        new Signal.StatusChanged(ADA, false));
    assertFrame("{'type':'user_changed','user':" + ADA_JSON + "}", new Signal.UserChanged(ADA));
  }

  @Test
  void leavesOutOfAChangedRoomWhatDiffersPerUser() {
    assertFrame(
        "{'type':'rooms_changed','rooms':[" + Samples.ROOM_JSON + "]}",
        new Signal.RoomsChanged(List.of(Samples.ROOM)));
  }

  @Test
  void writesARoomForOneUser() {
    assertFrame(
        "{'type':'rooms_changed','rooms':[" + Samples.CODE_ROOM_JSON + "]}",
        new Signal.RoomShown(Samples.CODE_ROOM));
    assertFrame(
        "{'type':'rooms_changed','rooms':[" + Samples.CONVERSATION_JSON + "]}",
        new Signal.RoomShown(Samples.CONVERSATION));
    assertFrame(
        "{'type':'rooms_changed','rooms':[" + Samples.SEEN_BY_STRANGER_JSON + "]}",
        new Signal.RoomShown(Samples.SEEN_BY_STRANGER));
  }

  @Test
  void writesRemovedRooms() {
    assertFrame(
        "{'type':'rooms_changed','removed':['r7','r8']}",
        new Signal.RoomsRemoved(List.of(RoomId.of("r7"), RoomId.of("r8"))));
  }

  @Test
  void writesCommandsOfTheUsersOtherConnections() {
    assertFrame(
        "{'type':'marked_read','room':'general','seq':9,'unread':0}",
        new Signal.ReadElsewhere(GENERAL, 9, 0));
    assertFrame(
        "{'type':'notifications_set','room':'general','level':'mentions'}",
        new Signal.NotificationsSet(
            GENERAL, new Notifications(Notifications.Level.MENTIONS, Optional.empty())));
    assertFrame(
        "{'type':'draft_changed','room':'general','text':'','rev':7}",
        new Signal.DraftChanged(
            new MessageDraft(GENERAL, OptionalLong.empty(), "", OptionalLong.empty(), 7)));
    assertFrame(
        "{'type':'thread_followed','room':'general','root':3,'on':true,'seq':9}",
        new Signal.ThreadFollowed(GENERAL, 3, true, OptionalLong.of(9)));
    assertFrame(
        "{'type':'thread_followed','room':'general','root':3,'on':false}",
        new Signal.ThreadFollowed(GENERAL, 3, false, OptionalLong.empty()));
    assertFrame(
        "{'type':'thread_marked','room':'general','root':3,'seq':9,'unread':2}",
        new Signal.ThreadMarked(GENERAL, 3, 9, 2));
    assertFrame("{'type':'left_room','room':'dm.u1.u2'}", new Signal.LeftElsewhere(PAIR));
  }

  @Test
  void keepsTheOrderOfABatchAndCountsItsBytes() {
    WireFrames batch =
        encoder.encode(List.of(Samples.POSTED, Samples.WHISPERED, new Signal.UserChanged(ADA)));

    List<String> frames = Payloads.of(batch).stream().map(Samples::text).toList();
    assertEquals(
        List.of(
            Samples.json(Samples.POSTED_JSON),
            Samples.json(Samples.WHISPERED_JSON),
            Samples.json("{'type':'user_changed','user':" + ADA_JSON + "}")),
        frames);
  }

  @Test
  void isAskedOncePerBatch() {
    Batch batch = Batch.of(Samples.POSTED);

    assertSame(batch.as(encoder), batch.as(encoder));
  }

  private void assertFrame(String json, Event event) {
    WireFrames batch = encoder.encode(List.of(event));

    assertEquals(
        List.of(Samples.json(json)), Payloads.of(batch).stream().map(Samples::text).toList());
  }
}
