package chat.server.wire;

import static chat.server.wire.Samples.GENERAL;
import static chat.server.wire.Samples.NOON;
import static chat.server.wire.Samples.NOON_JSON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.room.ListRooms;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class RestJsonTest {
  private final RestJson rest = new RestJson();

  @Test
  void writesHealth() {
    assertJson(
        "{'status':'ok','server':{'name':'chat','version':'1','node':'n'},'at':"
            + NOON_JSON
            + ",'uptime_ms':7000}",
        rest.health(
            "ok", Optional.empty(), new ServerInfo("chat", "1", "n"), NOON, Duration.ofSeconds(7)));
  }

  @Test
  void writesRooms() {
    assertJson(
        "{'rooms':[" + Samples.SEEN_BY_STRANGER_JSON + "],'more':false}",
        rest.rooms(new ListRooms.Listed(List.of(Samples.SEEN_BY_STRANGER), false)));
  }

  @Test
  void writesHistoryWithoutItsRoom() {
    assertJson(
        "{'events':[" + Samples.POSTED_JSON + "],'head':{'epoch':'e1','seq':9},'more':false}",
        rest.history(
            new ReadHistory.Read(
                GENERAL, List.of(Samples.POSTED), Samples.HEAD, OptionalLong.empty(), false)));
  }

  @Test
  void writesAnAcknowledgement() {
    assertJson(
        "{'room':'general','seq':9,'client_id':'c','at':" + NOON_JSON + ",'duplicate':true}",
        rest.sent(new PostMessage.Sent(GENERAL, 9, "c", NOON, true)));
  }

  @Test
  void writesASession() {
    assertJson(
        "{'user':" + Samples.ADA_JSON + ",'session':'s3cret'}",
        rest.session(Samples.ADA, "s3cret"));
  }

  @Test
  void writesProblems() {
    assertJson(
        "{'type':'about:blank','status':400,'code':'invalid','field':'text',"
            + "'message':'Say something.'}",
        rest.problem(400, ApiError.of(ErrorCode.INVALID, "text", "Say something.")));
    assertJson(
        "{'type':'about:blank','status':429,'code':'rate_limited',"
            + "'message':'Too many requests. Try again in 1 s.','retry_after_ms':20}",
        rest.problem(429, ApiError.rateLimited(20)));
  }

  @Test
  void readsAPost() {
    assertEquals(
        new PostBody.Post("hé", Optional.of("c"), List.of()),
        post("{'text':'hé','client_id':'c','x':1}"));
  }

  @Test
  void leavesTheKeyOfAPostToTheHeader() {
    assertEquals(new PostBody.Post("hi", Optional.empty(), List.of()), post("{'text':'hi'}"));
  }

  @Test
  void rejectsAnInvalidPost() {
    assertBad("invalid", "text", "{'client_id':'c'}");
    assertBad("invalid", "client_id", "{'text':'hi','client_id':7}");
    assertBad("bad_frame", "", "[]");
    assertBad("bad_frame", "", "");
    var notUtf8 = (PostBody.Bad) rest.parsePost(new byte[] {'{', (byte) 0xff, '}'});
    assertEquals("bad_frame", notUtf8.error().code());
  }

  @Test
  void readsARequestForASession() {
    assertEquals(new SessionBody.Wanted(Optional.empty()), rest.parseSession(bytes("{}")));
    var known = new SessionBody.Wanted(Optional.of("s3cret"));
    assertEquals(known, rest.parseSession(bytes("{'session':'s3cret'}")));
    assertFalse(known.toString().contains("s3cret"));
    var bad = (SessionBody.Bad) rest.parseSession(bytes("{'session':7}"));
    assertEquals(Optional.of("session"), bad.error().field());
  }

  private PostBody post(String json) {
    return rest.parsePost(bytes(json));
  }

  private void assertBad(String code, String field, String json) {
    var bad = (PostBody.Bad) post(json);
    assertEquals(code, bad.error().code(), json);
    assertEquals(field, bad.error().field().orElse(""), json);
  }

  private static byte[] bytes(String json) {
    return Samples.json(json).getBytes(UTF_8);
  }

  private static void assertJson(String expected, byte[] body) {
    assertEquals(Samples.json(expected), Samples.text(body));
  }
}
