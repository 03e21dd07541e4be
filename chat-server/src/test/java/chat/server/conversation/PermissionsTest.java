package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.permission.PermissionTable;
import chat.core.permission.PermissionTable.Cell;
import chat.server.RunningServer;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the domain's table of permissions over WebSocket and REST. */
final class PermissionsTest {
  /** The status and code of a rejection in REST. */
  private static final Map<Integer, List<String>> CODES =
      Map.of(
          200, List.of("ok"),
          204, List.of("ok"),
          201, List.of("ok"),
          400, List.of("invalid"),
          401, List.of("unauthorized"),
          403, List.of("forbidden", "not_member"),
          404, List.of("not_found"));

  /**
   * Scenes that share their author, member and guest: each scene creates at most two public rooms,
   * and one user may have created 50 of them.
   */
  private static final int SCENES_OF_AUTHOR = 25;

  /** Commands without a frame. */
  private static final Set<String> REST_ONLY =
      Set.of(
          "remove_room",
          "create_upload",
          "continue_upload",
          "open_file",
          "read_upload",
          "remove_upload");

  @TempDir static Path folder;
  private static RunningServer server;
  private static int scenes;
  private static ApiClient author;
  private static ApiClient member;
  private static ApiClient guest;
  private static ApiClient admin;
  private static int names;

  @BeforeAll
  static void start() throws Exception {
    server =
        RunningServer.start(
            "--store=sqlite", "--limits=off", "--data-dir=" + folder.resolve("data"));
    arrive();
    JsonObject root = ApiClient.credentials("Root", ApiClient.PASSWORD);
    String token = Files.readString(folder.resolve("data").resolve("admin-token")).strip();
    root.addProperty("admin_token", token);
    JsonObject account = new ApiClient(server).created("POST", "/api/accounts", root);
    admin = ApiClient.arrive(server, Frame.text(account, "session"));
  }

  @AfterAll
  static void stop() {
    leave();
    admin.close();
    server.close();
  }

  private static void arrive() throws Exception {
    author = ApiClient.arrive(server);
    member = ApiClient.arrive(server);
    guest = ApiClient.arrive(server);
  }

  private static void leave() {
    List.of(author, member, guest).forEach(ApiClient::close);
  }

  @Test
  void decidesEveryCellOverTheSocket() throws Exception {
    List<Cell> wrong = new ArrayList<>();
    int walked = 0;
    for (Cell cell : PermissionTable.cells()) {
      if (!cell.role().equals("stranger")
          && !REST_ONLY.contains(cell.command())) { // an anonymous connection becomes a guest
        check(cell, new Scene(cell).overTheSocket(), wrong);
        walked++;
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(walked > 250, "too few cells: " + walked);
  }

  @Test
  void decidesEveryCellOverRest() throws Exception {
    List<Cell> wrong = new ArrayList<>();
    int walked = 0;
    for (Cell cell : PermissionTable.cells()) {
      Optional<String> outcome = new Scene(cell).overRest();
      if (outcome.isPresent()) {
        check(cell, outcome.get(), wrong);
        walked++;
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(walked > 70, "too few cells: " + walked);
  }

  private static void check(Cell cell, String outcome, List<Cell> wrong) {
    if (!outcome.equals(cell.expected())) {
      wrong.add(new Cell(cell.command(), cell.kind(), cell.role(), outcome));
    }
  }

  private static String fresh() {
    return "Name" + names++;
  }

  /** A new room of the cell's kind, with the users of the table. */
  private static final class Scene {
    private final Cell cell;
    private final String room;
    private final long root; // a message of the author with a reply
    private String code = "NOCODE";
    private String secret = "no-secret";
    private String invite = "none";
    private long fileMessage; // the message of the last file

    Scene(Cell cell) throws Exception {
      this.cell = cell;
      if (++scenes % SCENES_OF_AUTHOR == 0) {
        leave();
        arrive();
      }
      this.room = room();
      author.join(room);
      this.root = Frame.number(author.say(room, "hello"), "seq");
      author.ask(
          "send_message", "room", room, "text", "a reply", "client_id", fresh(), "reply_to", root);
      if (!cell.kind().equals("direct")) {
        letIn(member);
        if (cell.role().equals("admin-member")) {
          letIn(admin);
        }
      }
      if (cell.command().equals("mark_thread")) { // only a followed thread can be marked
        for (ApiClient each : List.of(member, guest, admin)) {
          each.reply(Frame.of("follow_thread", "room", room, "root", root, "on", true));
        }
      }
    }

    private String room() throws Exception {
      String id;
      switch (cell.kind()) {
        case "code" -> {
          JsonObject created = author.ask("create_room", "kind", "code");
          code = Frame.text(created, "room.code");
          id = Frame.text(created, "room.id");
        }
        case "private" -> {
          id = Frame.text(author.ask("create_room", "kind", "private", "name", fresh()), "room.id");
          JsonObject made = author.ask("create_invite", "room", id);
          secret = Frame.text(made, "secret");
          invite = Frame.text(made, "invite.id");
        }
        case "direct" -> id = author.opens(cell.role().equals("admin-member") ? admin : member);
        default -> id = author.creates(fresh());
      }
      return id;
    }

    private void letIn(ApiClient talker) throws Exception {
      switch (cell.kind()) {
        case "code" -> talker.ask("join_room", "code", code);
        case "private" -> talker.ask("join_room", "invite", secret);
        default -> talker.join(room);
      }
    }

    private ApiClient asker() {
      return switch (cell.role()) {
        case "guest" -> guest;
        case "member" -> member;
        case "author" -> author;
        case "admin", "admin-member" -> admin;
        default -> throw new IllegalStateException(cell.toString());
      };
    }

    private JsonObject frame() throws Exception {
      return switch (cell.command()) {
        case "get_rooms" -> Frame.of("get_rooms");
        case "search" -> Frame.of("search", "query", "hello");
        case "search_room" -> Frame.of("search", "query", "hello", "room", room);
        case "set_username" -> Frame.of("set_username", "username", fresh());
        case "create_public" -> Frame.of("create_room", "kind", "public", "name", fresh());
        case "create_code" -> Frame.of("create_room", "kind", "code");
        case "create_private" -> Frame.of("create_room", "kind", "private", "name", fresh());
        case "create_direct" ->
            Frame.of("create_room", "kind", "direct", "user", somebodyElse().id());
        case "join_room" -> Frame.of("join_room", "room", room);
        case "join_by_code" -> Frame.of("join_room", "code", code);
        case "join_by_invite" -> Frame.of("join_room", "invite", secret);
        case "leave_room", "members", "history", "create_invite", "get_invites" ->
            Frame.of(cell.command(), "room", room);
        case "send_message" ->
            Frame.of("send_message", "room", room, "text", "hello", "client_id", fresh());
        case "change_room" ->
            Frame.of("change_room", "room", room, "topic", "A topic", "client_id", fresh());
        case "edit_message" -> message("text", "hello again", "client_id", fresh());
        case "delete_message" -> message("client_id", fresh());
        case "set_reaction" -> message("emoji", "👍", "on", true, "client_id", fresh());
        case "set_pin" -> message("on", true, "client_id", fresh());
        case "set_alt" -> {
          String file = file();
          yield Frame.of(
              "set_alt",
              "room",
              room,
              "seq",
              fileMessage,
              "file",
              file,
              "alt",
              "A lake",
              "client_id",
              fresh());
        }
        case "get_messages" -> {
          JsonObject frame = Frame.of("get_messages", "room", room);
          JsonArray seqs = new JsonArray();
          seqs.add(root);
          frame.add("seqs", seqs);
          yield frame;
        }
        case "get_thread" -> Frame.of("get_thread", "room", room, "root", root);
        case "get_pins" -> Frame.of("get_pins", "room", room);
        case "get_files" -> Frame.of("get_files", "room", room);
        case "get_versions" -> message();
        case "get_reactions" -> message("emoji", "👍");
        case "typing" -> Frame.of("typing", "room", room, "typing", true);
        case "mark_read" -> Frame.of("mark_read", "room", room, "seq", root);
        case "mark_unread" -> Frame.of("mark_unread", "room", room, "seq", root);
        case "set_level" -> Frame.of("set_notifications", "room", room, "level", "none");
        case "save_draft" -> Frame.of("save_draft", "room", room, "text", "draft", "rev", 1);
        case "get_drafts", "get_threads", "get_mentions" -> Frame.of(cell.command());
        case "follow_thread" -> Frame.of("follow_thread", "room", room, "root", root, "on", true);
        case "mark_thread" -> Frame.of("mark_thread", "room", room, "root", root, "seq", root + 1);
        case "revoke_invite" -> Frame.of("revoke_invite", "room", room, "invite", invite);
        default -> throw new IllegalStateException(cell.toString());
      };
    }

    /** The frame of the cell's command about the author's message. */
    private JsonObject message(Object... fields) {
      JsonObject frame = Frame.of(cell.command(), fields);
      frame.addProperty("room", room);
      frame.addProperty("seq", root);
      return frame;
    }

    private ApiClient somebodyElse() {
      return cell.role().equals("guest") ? member : guest;
    }

    String overTheSocket() throws Exception {
      ApiClient asker = asker();
      JsonObject frame = frame();
      if (cell.command().equals("typing")) {
        // It has no reply except an error; the room's next reply shows that there was none.
        frame.addProperty("id", "typing");
        asker.send(frame);
        asker.reply(Frame.of("members", "room", room));
        return asker.heard("error", "re", "typing").stream()
            .map(error -> Frame.text(error, "code"))
            .findFirst()
            .orElse("ok");
      }
      JsonObject reply = asker.reply(frame);
      return Frame.text(reply, "type").equals("error") ? Frame.text(reply, "code") : "ok";
    }

    /** Empty when REST has no such command. */
    Optional<String> overRest() throws Exception {
      String messages = "/api/rooms/" + room + "/messages";
      HttpResponse<String> response =
          switch (cell.command()) {
            case "create_upload" -> upload(room, headers());
            case "open_file" -> get("/files/" + file() + "/a");
            case "get_rooms" -> get("/api/rooms");
            case "search" -> get("/api/search?query=hello");
            case "get_mentions" -> get("/api/mentions");
            case "search_room" -> get("/api/search?query=hello&room=" + room);
            case "history" -> get(messages);
            case "remove_room" -> server.ask("DELETE", "/api/admin/rooms/" + room, "", headers());
            case "change_room" ->
                server.ask(
                    "PATCH",
                    "/api/rooms/" + room,
                    Frame.object("topic", "A topic", "client_id", fresh()).toString(),
                    headers());
            case "edit_message" -> change("PATCH", "", "text", "hello again");
            case "delete_message" -> change("DELETE", "");
            case "set_reaction" -> change("PUT", "/reactions/%F0%9F%91%8D");
            case "set_pin" -> change("PUT", "/pin");
            case "set_alt" -> {
              String file = file();
              yield server.ask(
                  "PATCH",
                  messages + "/" + fileMessage + "/files/" + file,
                  Frame.object("alt", "A lake", "client_id", fresh()).toString(),
                  headers());
            }
            case "get_thread" -> get("/api/rooms/" + room + "/threads/" + root);
            case "get_pins" -> get("/api/rooms/" + room + "/pins");
            case "get_files" -> get("/api/rooms/" + room + "/files");
            case "get_threads" -> get("/api/threads");
            case "follow_thread" -> server.ask("PUT", thread() + "/follow", "", headers());
            case "mark_thread" ->
                server.ask(
                    "PUT", thread() + "/mark", Frame.object("seq", root + 1).toString(), headers());
            case "get_versions" -> get(messages + "/" + root + "/versions");
            case "get_reactions" -> get(messages + "/" + root + "/reactions/%F0%9F%91%8D");
            case "send_message" ->
                server.post(
                    messages,
                    Frame.object("text", "hello", "client_id", fresh()).toString(),
                    headers());
            default -> null;
          };
      return Optional.ofNullable(response).map(Scene::outcome);
    }

    /** Creates an upload of an empty file, which is finished at once. */
    private HttpResponse<String> upload(String in, String... headers) throws Exception {
      List<String> all = new ArrayList<>(List.of(headers));
      all.addAll(List.of("Tus-Resumable", "1.0.0", "Upload-Length", "0"));
      return server.ask("POST", "/api/rooms/" + in + "/uploads", "", all.toArray(String[]::new));
    }

    /** The id of a file that the author has sent. */
    private String file() throws Exception {
      String location =
          upload(room, "Authorization", "Bearer " + author.session())
              .headers()
              .firstValue("Location")
              .orElseThrow();
      String id = location.substring(location.lastIndexOf('/') + 1);
      JsonArray files = new JsonArray();
      files.add(id);
      JsonObject frame = Frame.of("send_message", "room", room, "text", "", "client_id", fresh());
      frame.add("files", files);
      JsonObject sent = author.reply(frame);
      assertEquals("message_sent", Frame.text(sent, "type"));
      fileMessage = Frame.number(sent, "seq");
      return id;
    }

    private String thread() {
      return "/api/rooms/" + room + "/threads/" + root;
    }

    /** A change of the author's message. */
    private HttpResponse<String> change(String method, String path, Object... fields)
        throws Exception {
      JsonObject body = Frame.object(fields);
      body.addProperty("client_id", fresh());
      return server.ask(
          method, "/api/rooms/" + room + "/messages/" + root + path, body.toString(), headers());
    }

    private HttpResponse<String> get(String path) throws Exception {
      return server.get(path, headers());
    }

    private String[] headers() {
      return cell.role().equals("stranger")
          ? new String[0]
          : new String[] {"Authorization", "Bearer " + asker().session()};
    }

    private static String outcome(HttpResponse<String> response) {
      List<String> codes = CODES.get(response.statusCode());
      if (response.statusCode() < 300) {
        return codes.get(0);
      }
      String code = Frame.text(JsonParser.parseString(response.body()).getAsJsonObject(), "code");
      assertTrue(codes.contains(code), response.statusCode() + " " + code);
      return code;
    }
  }
}
