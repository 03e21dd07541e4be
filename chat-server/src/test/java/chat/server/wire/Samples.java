package chat.server.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.event.MessagePosted;
import chat.core.model.Mention;
import chat.core.model.Notifications;
import chat.core.model.Position;
import chat.core.model.RoomId;
import chat.core.model.RoomInfo;
import chat.core.model.RoomKind;
import chat.core.model.RoomView;
import chat.core.model.User;
import chat.core.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Values that the wire tests share, and their JSON. Immutable. */
public final class Samples {
  static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  static final String NOON_JSON = "'2026-01-31T12:00:00.000Z'";
  static final RoomId GENERAL = RoomId.of("general");
  static final RoomId PAIR = RoomId.of("dm.u1.u2");
  static final User ADA = new User(UserId.of("u1"), "Ada", User.Kind.REGISTERED);
  static final String ADA_JSON = "{'id':'u1','name':'Ada','kind':'registered'}";
  static final User BOB = new User(UserId.of("u2"), "Bob", User.Kind.BOT);
  static final String BOB_JSON = "{'id':'u2','name':'Bob','kind':'bot'}";
  static final Position HEAD = new Position("e1", 9);
  static final String HEAD_JSON = "{'epoch':'e1','seq':9}";

  static final RoomInfo ROOM =
      new RoomInfo(GENERAL, "General", RoomKind.PUBLIC, true, "", 3, 8, HEAD, 1);
  static final String ROOM_JSON =
      "{'id':'general','name':'General','kind':'public','permanent':true,'user_count':3,"
          + "'message_count':8,'head':"
          + HEAD_JSON
          + ",'floor':1}";
  static final RoomView SEEN_BY_STRANGER = RoomView.ofStranger(ROOM);
  static final String SEEN_BY_STRANGER_JSON =
      ROOM_JSON.substring(0, ROOM_JSON.length() - 1) + ",'member':false}";

  static final RoomView CODE_ROOM =
      new RoomView(
          new RoomInfo(RoomId.of("r7"), "Tea", RoomKind.CODE, false, "Earl <Grey>", 1, 0, HEAD, 10),
          true,
          OptionalInt.of(0),
          Optional.of("AB12"),
          Optional.empty(),
          Optional.of(RoomView.Role.OWNER),
          Optional.of(Notifications.ALL));
  static final String CODE_ROOM_JSON =
      "{'id':'r7','name':'Tea','kind':'code','permanent':false,'topic':'Earl <Grey>',"
          + "'user_count':1,'message_count':0,'head':"
          + HEAD_JSON
          + ",'floor':10,'unread':0,'member':true,'code':'AB12','role':'owner','level':'all'}";

  static final RoomView CONVERSATION =
      new RoomView(
          new RoomInfo(PAIR, "Direct conversation", RoomKind.DIRECT, false, "", 2, 8, HEAD, 2),
          true,
          OptionalInt.of(1_000),
          Optional.empty(),
          Optional.of(BOB),
          Optional.empty(),
          Optional.of(
              new Notifications(
                  Notifications.Level.MENTIONS,
                  Optional.of(Instant.ofEpochMilli(1_700_000_000_000L)))));
  static final String CONVERSATION_JSON =
      "{'id':'dm.u1.u2','name':'Bob','kind':'direct','permanent':false,'user_count':2,"
          + "'message_count':8,'head':"
          + HEAD_JSON
          + ",'floor':2,'unread':1000,'member':true,'with':"
          + BOB_JSON
          + ",'level':'mentions','until':'2023-11-14T22:13:20.000Z'}";

  static final MessagePosted POSTED =
      new MessagePosted(
          GENERAL,
          9,
          ADA,
          "<b>@Bob</b> & 'é' \ud83d\ude00\n\"\u2028",
          NOON.plusNanos(7_999_999),
          "c1",
          OptionalLong.of(4),
          List.of(new Mention(BOB, 3, 7)));
  static final String POSTED_JSON =
      "{'type':'new_message','room':'general','seq':9,'user':"
          + ADA_JSON
          + ",'at':'2026-01-31T12:00:00.007Z','client_id':'c1',"
          + "'text':'<b>@Bob</b> & \0é\0 \ud83d\ude00\\n\\\"\\u2028','reply_to':4,"
          + "'mentions':[{'user':"
          + BOB_JSON
          + ",'start':3,'end':7}]}";

  static final MessagePosted WHISPERED =
      new MessagePosted(PAIR, 1, BOB, "psst", NOON, "c2", OptionalLong.empty(), List.of());
  static final String WHISPERED_JSON =
      "{'type':'new_message','room':'dm.u1.u2','seq':1,'user':"
          + BOB_JSON
          + ",'at':"
          + NOON_JSON
          + ",'client_id':'c2','text':'psst','mentions':[],'private':true}";

  private Samples() {}

  /** JSON from text with single quotes, and NUL for a literal single quote. */
  static String json(String quoted) {
    return quoted.replace('\'', '"').replace('\0', '\'');
  }

  public static String text(byte[] utf8) {
    return new String(utf8, UTF_8);
  }

  /** The payload of the only frame. */
  public static String text(WireFrames frame) {
    List<byte[]> payloads = Payloads.of(frame);
    assertEquals(1, payloads.size());
    return text(payloads.get(0));
  }
}
