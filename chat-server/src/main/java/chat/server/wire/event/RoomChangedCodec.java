package chat.server.wire.event;

import chat.core.event.RoomChanged;
import chat.server.wire.json.JsonWriter;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;

/** The codec of {@link RoomChanged}. */
final class RoomChangedCodec implements EventCodec<RoomChanged> {
  @Override
  public String type() {
    return "room_changed";
  }

  @Override
  public Class<RoomChanged> event() {
    return RoomChanged.class;
  }

  @Override
  public void write(JsonWriter json, RoomChanged event) {
    json.string("name", event.name()).string("topic", event.topic());
  }

  @Override
  public RoomChanged read(EventHeader header, JsonObject body) {
    return new RoomChanged(
        header.room(),
        header.seq(),
        header.author(),
        header.at(),
        header.clientId(),
        text(body, "name"),
        text(body, "topic"));
  }

  private static Optional<String> text(JsonObject body, String member) {
    return Optional.ofNullable(body.get(member)).map(JsonElement::getAsString);
  }
}
