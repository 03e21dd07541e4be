package chat.server.torture;

import chat.server.torture.history.Own;
import com.google.gson.JsonObject;

/** What frames tell of a user's own. Stateless. */
final class OwnFrames {
  private OwnFrames() {}

  static Own markOf(JsonObject frame) {
    return Own.mark(Wire.text(frame, "room"), Wire.number(frame, "seq"));
  }

  static Own levelOf(String room, JsonObject frame) {
    String until = Wire.text(frame, "until");
    return Own.level(room, Wire.text(frame, "level") + (until.isEmpty() ? "" : " " + until));
  }

  static Own followOf(JsonObject frame) {
    return Own.follow(Wire.text(frame, "room"), Wire.number(frame, "root"), Wire.flag(frame, "on"));
  }

  static Own threadMarkOf(JsonObject frame) {
    return Own.threadMark(
        Wire.text(frame, "room"), Wire.number(frame, "root"), Wire.number(frame, "seq"));
  }

  static Own draftOf(JsonObject frame) {
    return Own.draft(
        Wire.text(frame, "room"),
        Wire.number(frame, "root"),
        Wire.number(frame, "rev"),
        Wire.text(frame, "text"));
  }
}
