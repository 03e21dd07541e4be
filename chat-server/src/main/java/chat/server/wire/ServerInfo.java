package chat.server.wire;

import chat.server.wire.json.JsonWriter;
import java.util.Objects;

/**
 * Identifies a server. Immutable.
 *
 * @param name the name of the software
 * @param version the version of the software
 * @param node the id of the node, which is new after each start
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
