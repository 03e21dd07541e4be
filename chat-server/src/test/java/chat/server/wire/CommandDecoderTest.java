package chat.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Command;
import chat.core.command.SetUsername;
import chat.core.command.message.FollowThread;
import chat.core.command.message.ListDrafts;
import chat.core.command.message.ListMentions;
import chat.core.command.message.ListThreads;
import chat.core.command.message.MarkRead;
import chat.core.command.message.MarkThread;
import chat.core.command.message.MarkUnread;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.message.SaveDraft;
import chat.core.command.message.SearchMessages;
import chat.core.command.message.SetTyping;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.CreateInvite;
import chat.core.command.room.CreatePrivateRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinByCode;
import chat.core.command.room.JoinByInvite;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.ListInvites;
import chat.core.command.room.ListMembers;
import chat.core.command.room.ListRooms;
import chat.core.command.room.OpenConversation;
import chat.core.command.room.RevokeInvite;
import chat.core.command.room.SetNotifications;
import chat.core.model.MessageDraft;
import chat.core.model.Notifications;
import chat.core.model.Position;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class CommandDecoderTest {
  private static final RoomId GENERAL = RoomId.of("general");

  private final CommandDecoder decoder = new CommandDecoder();

  @Test
  void readsANewName() {
    assertAsks(new SetUsername("ada"), "{'type':'set_username','username':'ada'}");
  }

  @Test
  void readsAListOfRooms() {
    assertAsks(new ListRooms(Optional.empty(), OptionalInt.empty()), "{'type':'get_rooms'}");
    assertAsks(
        new ListRooms(Optional.of(GENERAL), OptionalInt.of(7)),
        "{'type':'get_rooms','after':'general','limit':7}");
  }

  @Test
  void readsEveryKindOfNewRoom() {
    assertAsks(new CreatePublicRoom("Tea"), "{'type':'create_room','kind':'public','name':'Tea'}");
    assertAsks(new CreateCodeRoom(Optional.empty()), "{'type':'create_room','kind':'code'}");
    assertAsks(
        new CreateCodeRoom(Optional.of("Tea")),
        "{'type':'create_room','kind':'code','name':'Tea'}");
    assertAsks(
        new OpenConversation(UserId.of("u1")),
        "{'type':'create_room','kind':'direct','user':'u1'}");
  }

  @Test
  void readsAJoin() {
    assertAsks(new JoinRoom(GENERAL), "{'type':'join_room','room':'general'}");
    assertAsks(
        new JoinRoom(GENERAL, Optional.of(new Position("e1", 0)), OptionalInt.of(200), false),
        "{'type':'join_room','room':'general','after':{'epoch':'e1','seq':0,'x':1},'limit':200,"
            + "'users':false}");
    assertAsks(new JoinByCode(" ab12 "), "{'type':'join_room','code':' ab12 '}");
    assertAsks(
        new JoinByCode("AB", Optional.of(new Position("e1", 9)), OptionalInt.of(1), true),
        "{'type':'join_room','code':'AB','after':{'seq':9,'epoch':'e1'},'limit':1,'users':true}");
  }

  @Test
  void readsALeave() {
    assertAsks(new LeaveRoom(GENERAL), "{'type':'leave_room','room':'general'}");
  }

  @Test
  void readsAListOfMembers() {
    assertAsks(
        new ListMembers(GENERAL, Optional.empty(), OptionalInt.empty()),
        "{'type':'members','room':'general'}");
    assertAsks(
        new ListMembers(GENERAL, Optional.of(UserId.of("u1")), OptionalInt.of(2)),
        "{'type':'members','room':'general','after':'u1','limit':2}");
  }

  @Test
  void readsAMessage() {
    assertAsks(
        new PostMessage(GENERAL, "hi\n\"there\" \ud83d\ude00", "c1"),
        "{'type':'send_message','room':'general','client_id':'c1',"
            + "'text':'hi\\n\\\"there\\\" \\ud83d\\ude00'}");
    assertAsks(
        new PostMessage(GENERAL, "", "", OptionalLong.of(3)),
        "{'type':'send_message','room':'general','client_id':'','text':'','reply_to':3}");
  }

  @Test
  void readsTyping() {
    assertAsks(new SetTyping(GENERAL, true), "{'type':'typing','room':'general','typing':true}");
    assertAsks(new SetTyping(GENERAL, false), "{'type':'typing','room':'general','typing':false}");
  }

  @Test
  void readsHistory() {
    assertAsks(
        new ReadHistory(GENERAL, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty()),
        "{'type':'history','room':'general'}");
    assertAsks(
        new ReadHistory(GENERAL, OptionalLong.of(5), OptionalLong.of(6), OptionalInt.of(0)),
        "{'type':'history','room':'general','before':5,'after':6,'limit':0}");
  }

  @Test
  void readsInvitations() {
    assertAsks(
        new CreatePrivateRoom("Den"), "{'type':'create_room','kind':'private','name':'Den'}");
    assertAsks(new CreateInvite(GENERAL), "{'type':'create_invite','room':'general'}");
    assertAsks(new ListInvites(GENERAL), "{'type':'get_invites','room':'general'}");
    assertAsks(
        new RevokeInvite(GENERAL, "i1"), "{'type':'revoke_invite','room':'general','invite':'i1'}");
    assertAsks(
        new JoinByInvite("s3cret", Optional.empty(), OptionalInt.of(3), false),
        "{'type':'join_room','invite':'s3cret','limit':3,'users':false}");
    assertCode("invalid", "{'type':'join_room','invite':'s3cret','room':'general'}");
    assertCode("invalid", "{'type':'join_room','invite':'s3cret','code':'ABC'}");
  }

  @Test
  void readsASearch() {
    assertAsks(
        new SearchMessages("tea", Optional.empty(), Optional.empty(), OptionalInt.empty()),
        "{'type':'search','query':'tea'}");
    assertAsks(
        new SearchMessages("", Optional.of(GENERAL), Optional.of("z7"), OptionalInt.of(5)),
        "{'type':'search','query':'','room':'general','cursor':'z7','limit':5}");
  }

  @Test
  void readsAReadMarker() {
    assertAsks(
        new MarkRead(GENERAL, Long.MAX_VALUE),
        "{'type':'mark_read','room':'general','seq':9223372036854775807}");
  }

  @Test
  void readsCommandsThatNeedAnId() {
    assertNeedsId(
        new MarkUnread(GENERAL, 3), "{'type':'mark_unread','id':'1','room':'general','seq':3}");
    assertNeedsId(
        new SetNotifications(
            GENERAL,
            Notifications.Level.NONE,
            Optional.of(Instant.parse("2026-01-31T09:05:00.001Z"))),
        "{'type':'set_notifications','id':'1','room':'general','level':'none',"
            + "'until':'2026-01-31T10:05:00.0019+01:00'}");
    assertNeedsId(
        new SaveDraft(new MessageDraft(GENERAL, OptionalLong.of(3), " ", OptionalLong.of(4), 7)),
        "{'type':'save_draft','id':'1','room':'general','root':3,'text':' ','reply_to':4,'rev':7}");
    assertNeedsId(new ListDrafts(), "{'type':'get_drafts','id':'1'}");
    assertNeedsId(
        new FollowThread(GENERAL, 3, false),
        "{'type':'follow_thread','id':'1','room':'general','root':3,'on':false}");
    assertNeedsId(
        new MarkThread(GENERAL, 3, 4),
        "{'type':'mark_thread','id':'1','room':'general','root':3,'seq':4}");
    assertNeedsId(new ListThreads(OptionalInt.of(7)), "{'type':'get_threads','id':'1','limit':7}");
    assertNeedsId(
        new ListMentions(Optional.empty(), OptionalInt.empty()),
        "{'type':'get_mentions','id':'1'}");
    assertNeedsId(
        new ListMentions(Optional.of("a.b"), OptionalInt.of(3)),
        "{'type':'get_mentions','id':'1','before':'a.b','limit':3}");
  }

  private void assertNeedsId(Command<?> command, String frame) {
    assertEquals(new ClientFrame.Asks(command, Optional.of("1")), decode(frame));
    ClientFrame without = decode(frame.replace("'id':'1',", "").replace(",'id':'1'", ""));
    assertEquals("id", ((ClientFrame.Bad) without).error().field().orElseThrow());
  }

  @Test
  void readsAPing() {
    assertEquals(new ClientFrame.Ping(Optional.empty()), decode("{'type':'ping'}"));
    assertEquals(new ClientFrame.Ping(Optional.of("7")), decode("{'id':'7','type':'ping'}"));
  }

  @Test
  void acceptsWhitespaceAndUnknownMembers() {
    assertAsks(
        new LeaveRoom(GENERAL),
        " {\n'later' : [1, {'a': [null]}, true], 'room':'general',\t'type':'leave_room',"
            + "'limit':'not asked for'}\r\n ");
  }

  @Test
  void acceptsAnIdOfSixtyFourCodePoints() {
    String id = "\ud83d\ude00".repeat(64);

    assertEquals(
        new ClientFrame.Ping(Optional.of(id)), decode("{'type':'ping','id':'" + id + "'}"));
  }

  @Test
  void leavesAnUnpairedSurrogateToTheRulesOfItsField() {
    assertAsks(
        new PostMessage(GENERAL, "a\ud800\\b", "\udc00"),
        "{'type':'send_message','room':'general','text':'a\\ud800\\\\b','client_id':'\\uDC00'}");
    assertEquals(
        new ClientFrame.Ping(Optional.empty()), decode("{'type':'ping','unknown':'\\ud800'}"));
    assertEquals(
        new ClientFrame.Ping(Optional.empty()), decode("{'type':'ping','unknown':'\ud800'}"));
  }

  @Test
  void staysStrictAboutTheRestOfAFrameWithAnUnpairedSurrogate() {
    assertCode("bad_frame", "{'type':'ping','a':'\\ud800','b':TRUE}");
    assertCode("bad_frame", "{'type':'ping','a':'\\ud800','b':'\t'}");
    assertCode("bad_frame", "{'type':'ping','a':'\\ud8zz'}");
    assertCode("bad_frame", "{'type':'ping','a':'\\ud8','b':1}");
  }

  @Test
  void returnsTheIdOfABadFrameIfValid() {
    assertEquals(Optional.of("7"), decode("{'id':'7'}").id());
    assertEquals(Optional.of("7"), decode("{'id':'7','type':'nonsense'}").id());
    assertEquals(Optional.of("7"), decode("{'type':'typing','id':'7'}").id());
    assertEquals(Optional.of("7"), decode("{'id':'7','type':'ping'").id());
    assertEquals(Optional.of("7"), decode("{'id':'7','type':'ping','type':'ping'}").id());
    assertEquals(Optional.empty(), decode("{'id':'7','type':'ping','id':'7'}").id());
    assertEquals(Optional.empty(), decode("{'id':7,'type':'ping'}").id());
  }

  @Test
  void reportsAnInvalidRoomIdAsUnknown() {
    var bad = (ClientFrame.Bad) decode("{'type':'leave_room','room':'no such room'}");

    assertEquals(ApiError.of(ErrorCode.NOT_FOUND, "room", "Room not found."), bad.error());
  }

  @Test
  void rejectsBinaryFrames() {
    var bad = (ClientFrame.Bad) decoder.decodeBinary();

    assertEquals("bad_frame", bad.error().code());
    assertEquals(Optional.empty(), bad.id());
  }

  private void assertAsks(Command<?> expected, String frame) {
    assertEquals(new ClientFrame.Asks(expected, Optional.empty()), decode(frame));
    assertEquals(
        new ClientFrame.Asks(expected, Optional.of("q")),
        decode(frame.replaceFirst("\\{", "{'id':'q',")));
  }

  private void assertCode(String code, String frame) {
    var bad = (ClientFrame.Bad) decode(frame);
    assertEquals(code, bad.error().code(), frame);
  }

  private ClientFrame decode(String frame) {
    return decoder.decode(frame.replace('\'', '"'));
  }

  @Test
  void truncatesStringsThatAreTooLong() {
    CommandDecoder bounded = new CommandDecoder(10);
    String emoji = "\ud83d\ude00";
    ClientFrame.Asks asks =
        (ClientFrame.Asks)
            bounded.decode(
                "{\"type\":\"send_message\",\"room\":\"general\",\"client_id\":\"k\",\"text\":\""
                    + emoji.repeat(5_000)
                    + "\"}");
    assertEquals(emoji.repeat(11), ((PostMessage) asks.command()).text(), "one more than may be");
    for (String frame :
        List.of(
            "{\"type\":\"search\",\"query\":\"%s\"}",
            "{\"type\":\"set_username\",\"username\":\"%s\"}",
            "{\"type\":\"create_room\",\"kind\":\"public\",\"name\":\"%s\"}",
            "{\"type\":\"join_room\",\"invite\":\"%s\"}")) {
      ClientFrame read = bounded.decode(String.format(frame, "x".repeat(60_000)));
      assertEquals("invalid", ((ClientFrame.Bad) read).error().code(), frame);
    }
    ClientFrame.Asks join =
        (ClientFrame.Asks)
            bounded.decode("{\"type\":\"join_room\",\"code\":\"" + "x".repeat(60_000) + "\"}");
    assertTrue(join.command().footprint() < 4_096);
    ClientFrame.Asks resume =
        (ClientFrame.Asks)
            bounded.decode(
                "{\"type\":\"join_room\",\"room\":\"general\",\"after\":{\"epoch\":\""
                    + "x".repeat(60_000)
                    + "\",\"seq\":1}}");
    assertTrue(resume.command().footprint() < 4_096);
  }
}
