package chat.server.wire;

import chat.server.wire.json.JsonWriter;
import java.util.Objects;

/**
 * Which server this is. Immutable.
 *
 * @param name the program
 * @param version its version
 * @param node which of several
 */
public record ServerInfo(String name, String version, String node) {
  /** Rejects null. */
  public ServerInfo {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(node, "node");
  }

  void write(JsonWriter json) {
    json.object(it -> it.string("name", name).string("version", version).string("node", node));
  }
}
