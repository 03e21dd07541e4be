package chat.server.wire;

import static chat.server.wire.Samples.ADA;
import static chat.server.wire.Samples.ADA_JSON;
import static chat.server.wire.Samples.BOB;
import static chat.server.wire.Samples.BOB_JSON;
import static chat.server.wire.Samples.GENERAL;
import static chat.server.wire.Samples.HEAD;
import static chat.server.wire.Samples.HEAD_JSON;
import static chat.server.wire.Samples.NOON;
import static chat.server.wire.Samples.NOON_JSON;
import static chat.server.wire.Samples.PAIR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.command.SetUsername;
import chat.core.command.message.FollowThread;
import chat.core.command.message.ListDrafts;
import chat.core.command.message.ListMentions;
import chat.core.command.message.ListThreads;
import chat.core.command.message.MarkRead;
import chat.core.command.message.MarkThread;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.message.SaveDraft;
import chat.core.command.message.SearchMessages;
import chat.core.command.message.SetTyping;
import chat.core.command.room.CreateInvite;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.ListInvites;
import chat.core.command.room.ListMembers;
import chat.core.command.room.ListRooms;
import chat.core.command.room.RevokeInvite;
import chat.core.command.room.SetNotifications;
import chat.core.model.MessageDraft;
import chat.core.model.Notifications;
import chat.core.model.RoomInvite;
import chat.core.search.Snippet;
import chat.core.search.Snippet.Mark;
import chat.server.wire.error.ApiError;
import chat.server.wire.json.TimestampFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class FrameEncoderTest {
  private static final Optional<String> NO_ID = Optional.empty();

  private static final TimestampFormat FORMAT = TimestampFormat.TWENTY_FOUR_HOURS;

  private final FrameEncoder encoder = new FrameEncoder();

  @Test
  void welcomes() {
    var limits =
        new Welcome.Limits(65_536, 4_000, 3_600_000, Optional.empty(), OptionalLong.empty());
    var server = new ServerInfo("chat-server", "1.0", "n1");
    var rooms = List.of(Samples.CONVERSATION, Samples.SEEN_BY_STRANGER);
    String beforeSession = "{'type':'welcome','protocol':1,'user':" + ADA_JSON;
    String afterSession =
        ",'default_room':'general','rooms':["
            + Samples.CONVERSATION_JSON
            + ","
            + Samples.SEEN_BY_STRANGER_JSON
            + "],'limits':{'max_frame_bytes':65536,'max_text_length':4000,'code_room_grace_ms':3600000},'heartbeat_ms':30000,"
            + "'at':"
            + NOON_JSON
            + ",'timestamp_format':'24h','server':{'name':'chat-server','version':'1.0','node':'n1'}}";

    assertJson(
        beforeSession + afterSession,
        encoder.welcome(
            new Welcome(
                ADA,
                Optional.empty(),
                GENERAL,
                rooms,
                false,
                limits,
                30_000,
                NOON,
                FORMAT,
                server)));
    assertJson(
        beforeSession
            + ",'session':'s3cret'"
            + afterSession.replace(",'limits'", ",'more':true,'limits'"),
        encoder.welcome(
            new Welcome(
                ADA,
                Optional.of("s3cret"),
                GENERAL,
                rooms,
                true,
                limits,
                30_000,
                NOON,
                FORMAT,
                server)));
  }

  @Test
  void welcomesWithTheLimitsForClients() {
    var limits =
        new Welcome.Limits(
            65_536,
            4_000,
            3_600_000,
            Optional.of(new Welcome.Pace(10, 500)),
            OptionalLong.of(52_428_800));
    var server = new ServerInfo("chat-server", "1.0", "n1");
    WireFrames welcome =
        encoder.welcome(
            new Welcome(
                ADA,
                Optional.empty(),
                GENERAL,
                List.of(),
                false,
                limits,
                30_000,
                NOON,
                FORMAT,
                server));

    String json =
        ",'limits':{'max_frame_bytes':65536,'max_text_length':4000,'code_room_grace_ms':3600000,'message_burst':10,"
            + "'message_interval_ms':500,'max_file_bytes':52428800},";
    assertTrue(Samples.text(welcome).contains(Samples.json(json)));
  }

  @Test
  void namesTheFrameOfTheCommand() {
    assertJson(
        "{'type':'pong','re':'a\\\"\\u0000\ud83d\ude00','at':" + NOON_JSON + "}",
        encoder.pong(Optional.of("a\"\0\ud83d\ude00"), NOON));
    assertJson("{'type':'pong','at':" + NOON_JSON + "}", encoder.pong(NO_ID, NOON));
  }

  @Test
  void writesANewName() {
    assertReply(
        "{'type':'username_set','re':'1','user':" + ADA_JSON + "}", new SetUsername.Renamed(ADA));
  }

  @Test
  void writesRooms() {
    assertReply(
        "{'type':'rooms_list','re':'1','rooms':["
            + Samples.CODE_ROOM_JSON
            + ","
            + Samples.SEEN_BY_STRANGER_JSON
            + "],'more':true}",
        new ListRooms.Listed(List.of(Samples.CODE_ROOM, Samples.SEEN_BY_STRANGER), true));
  }

  @Test
  void writesANewRoom() {
    assertReply(
        "{'type':'room_created','re':'1','room':" + Samples.CODE_ROOM_JSON + "}",
        new CreatePublicRoom.Created(Samples.CODE_ROOM));
  }

  @Test
  void writesAJoinWithThePresentUsers() {
    var reply =
        new JoinRoom.Joined(
            Samples.CODE_ROOM,
            List.of(ADA, BOB),
            List.of(Samples.POSTED, Samples.WHISPERED),
            HEAD,
            true,
            OptionalLong.empty(),
            false);
    String json =
        "{'type':'joined_room','re':'1','room':"
            + Samples.CODE_ROOM_JSON
            + ",'users':["
            + ADA_JSON
            + ","
            + BOB_JSON
            + "],'events':["
            + Samples.POSTED_JSON
            + ","
            + Samples.WHISPERED_JSON
            + "],'head':"
            + HEAD_JSON
            + ",'resumed':true,'more':false}";

    assertReply(json, reply);
  }

  @Test
  void leavesThePresentUsersOutOfAJoinThatDoesNotRequestThem() {
    var reply =
        new JoinRoom.Joined(
            Samples.CODE_ROOM, List.of(), List.of(), HEAD, false, OptionalLong.of(7), true);
    String json =
        "{'type':'joined_room','re':'1','room':"
            + Samples.CODE_ROOM_JSON
            + ",'events':[],'head':"
            + HEAD_JSON
            + ",'resumed':false,'from':7,'more':true}";

    assertReply(json, reply);
  }

  @Test
  void writesALeave() {
    assertReply("{'type':'left_room','re':'1','room':'general'}", new LeaveRoom.Left(GENERAL));
  }

  @Test
  void writesMembers() {
    assertReply(
        "{'type':'members','re':'1','room':'general','users':[" + ADA_JSON + "],'more':false}",
        new ListMembers.Listed(GENERAL, List.of(ADA), false));
  }

  @Test
  void writesAnAcknowledgement() {
    assertReply(
        "{'type':'message_sent','re':'1','room':'general','seq':9,'client_id':'c1','at':"
            + NOON_JSON
            + "}",
        new PostMessage.Sent(GENERAL, 9, "c1", NOON, false));
    assertReply(
        "{'type':'message_sent','re':'1','room':'dm.u1.u2','seq':1,'client_id':'c1','at':"
            + NOON_JSON
            + ",'private':true,'duplicate':true}",
        new PostMessage.Sent(PAIR, 1, "c1", NOON, true));
  }

  @Test
  void writesHistory() {
    assertReply(
        "{'type':'history','re':'1','room':'general','events':["
            + Samples.POSTED_JSON
            + "],'head':"
            + HEAD_JSON
            + ",'from':9,'more':true}",
        new ReadHistory.Read(GENERAL, List.of(Samples.POSTED), HEAD, OptionalLong.of(9), true));
  }

  @Test
  void writesInvitations() {
    var invite = new RoomInvite("i1", GENERAL, ADA.id(), NOON);
    String json = "{'id':'i1','author':'u1','at':" + NOON_JSON + "}";
    assertReply(
        "{'type':'invite_created','re':'1','room':'general','invite':"
            + json
            + ",'secret':'s3cret'}",
        new CreateInvite.Created(invite, "s3cret"));
    assertReply(
        "{'type':'invites_list','re':'1','room':'general','invites':[" + json + "]}",
        new ListInvites.Listed(GENERAL, List.of(invite)));
    assertReply(
        "{'type':'invite_revoked','re':'1','room':'general','invite':'i1'}",
        new RevokeInvite.Revoked(GENERAL, "i1"));
  }

  @Test
  void writesTheResultsOfASearch() {
    var snippet = new Snippet("tea or TEA", 4, 80, List.of(new Mark(0, 3), new Mark(7, 10)));
    assertReply(
        "{'type':'search','re':'1','hits':[{'room':'dm.u1.u2','seq':1,'user':"
            + Samples.BOB_JSON
            + ",'at':"
            + NOON_JSON
            + ",'private':true,'snippet':{'text':'tea or TEA','start':4,'length':80,"
            + "'marks':[{'start':0,'end':3},{'start':7,'end':10}]}}],'more':true,'cursor':'z7'}",
        new SearchMessages.Found(
            List.of(new SearchMessages.Hit(Samples.WHISPERED, snippet)), true, Optional.of("z7")));
    assertReply(
        "{'type':'search','re':'1','hits':[],'more':false}",
        new SearchMessages.Found(List.of(), false, Optional.empty()));
  }

  @Test
  void writesAReadMarker() {
    assertReply(
        "{'type':'marked_read','re':'1','room':'general','seq':9,'unread':2}",
        new MarkRead.Marked(GENERAL, 9, 2));
  }

  @Test
  void writesWhatIsTheUsersOwn() {
    assertReply(
        "{'type':'notifications_set','re':'1','room':'general','level':'none'}",
        new SetNotifications.Set(
            GENERAL, new Notifications(Notifications.Level.NONE, Optional.empty())));
    MessageDraft draft =
        new MessageDraft(GENERAL, OptionalLong.of(3), "he\"l", OptionalLong.of(4), 7);
    String json = "{'room':'general','root':3,'text':'he\\\"l','reply_to':4,'rev':7}";
    assertReply(
        "{'type':'draft_saved','re':'1','room':'general','root':3,'rev':7,'current':" + json + "}",
        new SaveDraft.Saved(GENERAL, OptionalLong.of(3), 7, Optional.of(draft)));
    assertReply(
        "{'type':'drafts','re':'1','drafts':[" + json + "]}",
        new ListDrafts.Listed(List.of(draft)));
    assertReply(
        "{'type':'thread_followed','re':'1','room':'general','root':3,'on':true,'seq':9}",
        new FollowThread.Followed(GENERAL, 3, true, OptionalLong.of(9)));
    assertReply(
        "{'type':'thread_marked','re':'1','room':'general','root':3,'seq':9,'unread':2}",
        new MarkThread.Marked(GENERAL, 3, 9, 2));
    assertReply(
        "{'type':'threads','re':'1','threads':[{'room':'general','root':3,'last':9,'seq':5,'unread':2}],"
            + "'more':true}",
        new ListThreads.Listed(List.of(new ListThreads.FollowedThread(GENERAL, 3, 9, 5, 2)), true));
    assertReply(
        "{'type':'mentions','re':'1','events':["
            + Samples.POSTED_JSON
            + "],'more':true,'before':'a.b'}",
        new ListMentions.Listed(List.of(Samples.POSTED), true, Optional.of("a.b")));
    assertReply(
        "{'type':'mentions','re':'1','events':[],'more':false}",
        new ListMentions.Listed(List.of(), false, Optional.empty()));
  }

  @Test
  void hasNoFrameForTypingAndHello() {
    var typing = new SetTyping.Noted();

    assertFalse(FrameEncoder.isSent(typing));
    assertFalse(FrameEncoder.isSent(new Hello.Greeted(ADA, List.of(), false)));
    assertTrue(FrameEncoder.isSent(new LeaveRoom.Left(GENERAL)));
    assertThrows(IllegalArgumentException.class, () -> encoder.reply(NO_ID, typing));
  }

  @Test
  void writesErrors() {
    assertJson(
        "{'type':'error','re':'1','code':'invalid','field':'text','message':'Say something.'}",
        encoder.error(
            Optional.of("1"),
            ApiError.of(new Outcome.Refused<>(Refusal.INVALID, "text", "Say something."))));
    assertJson(
        "{'type':'error','code':'busy','message':'Try again.'}",
        encoder.error(NO_ID, ApiError.of(new Outcome.Refused<>(Refusal.BUSY, "Try again."))));
    assertJson(
        "{'type':'error','code':'rate_limited','message':'Too many requests. Try again in 2 s.',"
            + "'retry_after_ms':1500}",
        encoder.error(NO_ID, ApiError.rateLimited(1_500)));
  }

  private void assertReply(String json, Reply reply) {
    assertJson(json, encoder.reply(Optional.of("1"), reply));
    assertJson(json.replace(",'re':'1'", ""), encoder.reply(NO_ID, reply));
  }

  private static void assertJson(String expected, WireFrames frame) {
    assertEquals(Samples.json(expected), Samples.text(frame));
  }
}
