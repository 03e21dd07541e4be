package chat.server;

import static chat.core.port.Stages.done;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.file.FileId;
import chat.core.file.Upload;
import chat.core.port.Patience;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqliteDialect;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads, their messages and reading them, through a real server. */
final class FilesTest {
  private static final String ROOM = "general";

  @TempDir Path folder;
  private RunningServer server;
  private TusClient ada;
  private TestWebSocket socket;

  @BeforeEach
  void start() throws Exception {
    open();
    ada = new TusClient(server);
    socket = ada.join(ROOM);
  }

  private void open() throws Exception {
    open("--limits=off");
  }

  private void open(String... more) throws Exception {
    String[] flags =
        Stream.concat(
                Stream.of("--store=sqlite", "--data-dir=" + folder, "--max-file-bytes=5000000"),
                Stream.of(more))
            .toArray(String[]::new);
    server = RunningServer.start(flags);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    bytes[0] = 0; // no type that is known
    return bytes;
  }

  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  private List<Path> stored() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("files"))) {
      return all.filter(Files::isRegularFile)
          .filter(path -> !path.endsWith(".erasing")) // the lock
          .toList();
    }
  }

  private JsonObject sent() throws Exception {
    return socket.next("new_message");
  }

  @Test
  void sendsAPictureThatMembersRead() throws Exception {
    byte[] picture = png(20, 10);
    String id = ada.upload(ROOM, "../holiday.png", picture);
    assertEquals(201, ada.send(ROOM, "k", "", id).statusCode());
    JsonObject file = sent().getAsJsonArray("files").get(0).getAsJsonObject();
    assertEquals(id, file.get("id").getAsString());
    assertEquals("holiday.png", file.get("name").getAsString());
    assertEquals("image/png", file.get("type").getAsString());
    assertEquals(20, file.get("width").getAsInt());
    assertEquals(10, file.get("height").getAsInt());
    assertEquals("A \"picture\"", file.get("alt").getAsString());
    HttpResponse<byte[]> read = ada.ask("GET", "/files/" + id + "/holiday.png");
    assertEquals(200, read.statusCode());
    assertEquals(file.get("size").getAsLong(), read.body().length);
    assertEquals("image/png", read.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(
        "inline; filename=\"holiday.png\"; filename*=UTF-8''holiday.png",
        read.headers().firstValue("Content-Disposition").orElseThrow());
    assertEquals("private, no-cache", read.headers().firstValue("Cache-Control").orElseThrow());
    assertEquals(
        "sandbox; default-src 'none'",
        read.headers().firstValue("Content-Security-Policy").orElseThrow());
    assertEquals("nosniff", read.headers().firstValue("X-Content-Type-Options").orElseThrow());
  }

  @Test
  void listsTheFilesOfARoom() throws Exception {
    String picture = ada.upload(ROOM, "Plan.png", png(20, 10));
    String other = ada.upload(ROOM, "plan.bin", random(9));
    ada.send(ROOM, "a", "", picture);
    ada.send(ROOM, "b", "", other);
    String ask = "{\"type\":\"get_files\",\"id\":\"1\",\"room\":\"general\",";
    socket.send(ask + "\"kind\":\"image\",\"query\":\"PLÁN\"}");
    JsonObject found = socket.next("files");
    assertFalse(found.get("more").getAsBoolean());
    assertFalse(found.has("before"));
    assertEquals(1, found.getAsJsonArray("files").size());
    JsonObject listed = found.getAsJsonArray("files").get(0).getAsJsonObject();
    assertEquals(picture, listed.getAsJsonObject("file").get("id").getAsString());
    assertEquals(1, listed.get("seq").getAsInt());
    JsonObject page = TusClient.json(ada.ask("GET", "/api/rooms/general/files?before=3"));
    assertEquals(2, page.getAsJsonArray("files").size());
    assertEquals(400, ada.ask("GET", "/api/rooms/general/files?kind=all").statusCode());
    assertEquals(
        200,
        ada.ask("DELETE", "/api/rooms/general/messages/2", "Idempotency-Key", "d").statusCode());
    JsonObject left = TusClient.json(ada.ask("GET", "/api/rooms/general/files?query=plan"));
    assertEquals(1, left.getAsJsonArray("files").size());
  }

  @Test
  void describesAFileOfASentMessage() throws Exception {
    String one = ada.upload(ROOM, "lake.png", png(20, 10));
    String two = ada.upload(ROOM, "hill.png", png(10, 20));
    assertEquals(201, ada.send(ROOM, "k", "look", one, two).statusCode());
    String path = "/api/rooms/" + ROOM + "/messages/1/files/" + two;
    JsonObject set = describe(path);
    assertEquals(2, set.get("seq").getAsInt(), set::toString);
    JsonObject event = socket.next("message_edited");
    assertEquals("look", event.get("text").getAsString());
    assertEquals(List.of("A \"picture\"", "A hill"), descriptions(event));
    JsonObject again = describe(path);
    assertTrue(again.get("duplicate").getAsBoolean());
    socket.send(
        "{\"type\":\"set_alt\",\"id\":\"1\",\"room\":\"general\",\"seq\":1,\"file\":\""
            + one
            + "\",\"alt\":\"\",\"client_id\":\"e\"}");
    assertEquals(3, socket.next("alt_set").get("seq").getAsInt());

    server.close();
    open();
    ada = new TusClient(server, ada.session());
    JsonObject page = TusClient.json(ada.ask("GET", "/api/rooms/" + ROOM + "/messages?after=0"));
    JsonObject message = page.getAsJsonArray("events").get(0).getAsJsonObject();
    assertEquals(List.of("", "A hill"), descriptions(message));
    assertEquals(3, message.get("rev").getAsInt());
    assertFalse(message.has("edited_at"), message::toString);
    JsonObject versions =
        TusClient.json(ada.ask("GET", "/api/rooms/" + ROOM + "/messages/1/versions"));
    assertEquals(1, versions.getAsJsonArray("versions").size());
  }

  private JsonObject describe(String path) throws Exception {
    String body = "{\"alt\":\"A hill\",\"client_id\":\"d\"}";
    return TusClient.json(
        ada.ask("PATCH", path, BodyPublishers.ofString(body), "Content-Type", "application/json"));
  }

  private static List<String> descriptions(JsonObject message) {
    return message.getAsJsonArray("files").asList().stream()
        .map(file -> file.getAsJsonObject().get("alt"))
        .map(alt -> alt == null ? "" : alt.getAsString())
        .toList();
  }

  @Test
  void removesMetadata() throws Exception {
    byte[] plain = png(20, 10);
    byte[] text = "tEXtPlace\0Home".getBytes(UTF_8);
    CRC32 crc = new CRC32();
    crc.update(text);
    ByteArrayOutputStream tagged = new ByteArrayOutputStream();
    tagged.write(plain, 0, 33); // signature and IHDR
    tagged.write(ByteBuffer.allocate(4).putInt(text.length - 4).array());
    tagged.write(text);
    tagged.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    tagged.write(plain, 33, plain.length - 33);
    String id = ada.upload(ROOM, "home.png", tagged.toByteArray());
    ada.send(ROOM, "k", "", id);
    JsonObject file = sent().getAsJsonArray("files").get(0).getAsJsonObject();
    byte[] read = ada.ask("GET", "/files/" + id + "/home.png").body();
    assertFalse(new String(read, UTF_8).contains("Home"));
    assertEquals(read.length, file.get("size").getAsLong());
    assertEquals(20, ImageIO.read(new ByteArrayInputStream(read)).getWidth());
    assertEquals(1, stored().size());
  }

  @Test
  void resumesWhereItBroke() throws Exception {
    byte[] bytes = random(300_000);
    String location = ada.create(ROOM, bytes.length, "data.bin");
    int end = 0;
    for (int piece : new int[] {1, 70_000, 129_999, 100_000}) {
      byte[] part = Arrays.copyOfRange(bytes, end, end + piece);
      HttpResponse<byte[]> sent = ada.patch(location, end, part);
      assertEquals(204, sent.statusCode());
      end += piece;
      assertEquals(Long.toString(end), sent.headers().firstValue("Upload-Offset").orElseThrow());
      assertEquals(end, ada.offset(location));
    }
    String id = location.substring(location.lastIndexOf('/') + 1);
    ada.send(ROOM, "k", "text", id);
    HttpResponse<byte[]> read = ada.ask("GET", "/files/" + id + "/data.bin");
    assertArrayEquals(bytes, read.body());
    assertTrue(
        read.headers().firstValue("Content-Disposition").orElseThrow().startsWith("attachment; "));
  }

  @Test
  void keepsAnUploadOverARestart() throws Exception {
    byte[] bytes = random(100_000);
    String location = ada.create(ROOM, bytes.length, "data.bin");
    ada.patch(location, 0, Arrays.copyOf(bytes, 60_000));
    String session = ada.session();
    server.close();
    open();
    TusClient again = new TusClient(server);
    HttpResponse<byte[]> head = again.ask("HEAD", location, "Authorization", "Bearer " + session);
    assertEquals("60000", head.headers().firstValue("Upload-Offset").orElseThrow());
    HttpResponse<byte[]> sent =
        again.patch(
            location,
            60_000,
            Arrays.copyOfRange(bytes, 60_000, 100_000),
            "Authorization",
            "Bearer " + session);
    assertEquals(204, sent.statusCode());
  }

  @Test
  void rejectsWrongOffsetsTypesAndVersions() throws Exception {
    String location = ada.create(ROOM, 10, "a");
    assertEquals(409, ada.patch(location, 3, random(5)).statusCode());
    assertEquals(
        415,
        ada.ask(
                "PATCH",
                location,
                BodyPublishers.ofByteArray(random(5)),
                "Upload-Offset",
                "0",
                "Content-Type",
                "text/plain")
            .statusCode());
    HttpResponse<byte[]> old = ada.patch(location, 0, random(5), "Tus-Resumable", "0.2.2");
    assertEquals(412, old.statusCode());
    assertEquals("1.0.0", old.headers().firstValue("Tus-Version").orElseThrow());
    assertEquals(413, ada.patch(location, 0, random(11)).statusCode());
    assertEquals(0, ada.offset(location));
    assertEquals(404, new TusClient(server).ask("HEAD", location).statusCode());
  }

  @Test
  void verifiesChecksums() throws Exception {
    byte[] bytes = random(1_000);
    String location = ada.create(ROOM, bytes.length, "a");
    String good =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    String bad = Base64.getEncoder().encodeToString(new byte[32]);
    assertEquals(
        460, ada.patch(location, 0, bytes, "Upload-Checksum", "sha256 " + bad).statusCode());
    assertEquals(0, ada.offset(location));
    assertEquals(400, ada.patch(location, 0, bytes, "Upload-Checksum", "md5 " + good).statusCode());
    assertEquals(
        204, ada.patch(location, 0, bytes, "Upload-Checksum", "sha256 " + good).statusCode());
  }

  @Test
  void terminatesUploads() throws Exception {
    String location = ada.create(ROOM, 10, "a");
    ada.patch(location, 0, random(5));
    assertEquals(1, stored().size());
    assertEquals(204, ada.ask("DELETE", location).statusCode());
    assertEquals(404, ada.ask("HEAD", location).statusCode());
    assertEquals(404, ada.patch(location, 5, random(5)).statusCode());
    server.sweep();
    assertEquals(List.of(), stored());
  }

  @Test
  void describesItself() throws Exception {
    HttpResponse<byte[]> options = ada.ask("OPTIONS", "/api/uploads/x", "Tus-Resumable", "");
    assertEquals(204, options.statusCode());
    assertEquals("1.0.0", options.headers().firstValue("Tus-Version").orElseThrow());
    assertEquals(
        "creation,termination,checksum",
        options.headers().firstValue("Tus-Extension").orElseThrow());
    assertEquals("5000000", options.headers().firstValue("Tus-Max-Size").orElseThrow());
  }

  @Test
  void deletedMessagesFileIsGoneAtOnce() throws Exception {
    String id = ada.upload(ROOM, "a.bin", random(9));
    ada.send(ROOM, "k", "", id);
    long seq = sent().get("seq").getAsLong();
    assertEquals(200, ada.ask("GET", "/files/" + id + "/a.bin").statusCode());
    server.ask(
        "DELETE",
        "/api/rooms/" + ROOM + "/messages/" + seq,
        "{\"client_id\":\"d\"}",
        "Authorization",
        "Bearer " + ada.session());
    socket.next("message_deleted");
    HttpResponse<byte[]> gone = ada.ask("GET", "/files/" + id + "/a.bin", "Range", "bytes=2-");
    assertEquals(404, gone.statusCode());
    server.sweep();
    assertEquals(List.of(), stored());
  }

  @Test
  void readsRanges() throws Exception {
    byte[] bytes = random(100_000);
    String id = ada.upload(ROOM, "a.bin", bytes);
    ada.send(ROOM, "k", "", id);
    String path = "/files/" + id + "/a.bin";
    HttpResponse<byte[]> middle = ada.ask("GET", path, "Range", "bytes=70000-70009");
    assertEquals(206, middle.statusCode());
    assertEquals(
        "bytes 70000-70009/100000", middle.headers().firstValue("Content-Range").orElseThrow());
    assertArrayEquals(Arrays.copyOfRange(bytes, 70_000, 70_010), middle.body());
    assertEquals(7, ada.ask("GET", path, "Range", "bytes=-7").body().length);
    HttpResponse<byte[]> beyond = ada.ask("GET", path, "Range", "bytes=100000-");
    assertEquals(416, beyond.statusCode());
    assertEquals("bytes */100000", beyond.headers().firstValue("Content-Range").orElseThrow());
    assertEquals(200, ada.ask("GET", path, "Range", "bytes=0-1,5-6").statusCode());
    HttpResponse<byte[]> head = ada.ask("HEAD", path);
    assertEquals("100000", head.headers().firstValue("Content-Length").orElseThrow());
    assertEquals(0, head.body().length);
    String etag = head.headers().firstValue("ETag").orElseThrow();
    assertEquals(304, ada.ask("GET", path, "If-None-Match", etag).statusCode());
  }

  @Test
  void keepsFilesOfAPrivateRoomFromStrangers() throws Exception {
    socket.send("{\"type\":\"create_room\",\"id\":\"r\",\"kind\":\"private\",\"name\":\"Den\"}");
    String room = socket.next("room_created").getAsJsonObject("room").get("id").getAsString();
    String id = ada.upload(room, "a.bin", random(9));
    assertEquals(404, ada.ask("GET", "/files/" + id + "/a.bin").statusCode());
    assertEquals(201, ada.send(room, "k", "", id).statusCode());
    assertEquals(200, ada.ask("GET", "/files/" + id + "/a.bin").statusCode());
    TusClient bob = new TusClient(server);
    assertEquals(404, bob.ask("GET", "/files/" + id + "/a.bin").statusCode());
    assertEquals(404, server.get("/files/" + id + "/a.bin").statusCode());
    assertEquals(
        404, bob.ask("POST", "/api/rooms/" + room + "/uploads", "Upload-Length", "1").statusCode());
  }

  @Test
  void bindsOnlyFinishedUploads() throws Exception {
    String location = ada.create(ROOM, 10, "a");
    String id = location.substring(location.lastIndexOf('/') + 1);
    HttpResponse<String> early = ada.send(ROOM, "k", "", id);
    assertEquals(400, early.statusCode());
    assertTrue(early.body().contains("\"field\":\"files\""), early.body());
    ada.patch(location, 0, random(10));
    assertEquals(201, ada.send(ROOM, "k", "", id).statusCode());
    assertEquals(200, ada.send(ROOM, "k", "", id).statusCode());
    assertEquals(404, ada.send(ROOM, "l", "", id).statusCode());
    assertEquals(400, ada.send(ROOM, "m", "", "nonsense").statusCode());
  }

  @Test
  void takesAPreviewOfAFinishedUpload() throws Exception {
    String id = ada.upload(ROOM, "a.png", png(3, 3));
    String path = "/api/uploads/" + id + "/preview";
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
    assertEquals(400, ada.ask("PUT", path, BodyPublishers.ofByteArray(png(3, 3))).statusCode());
    assertEquals(
        413, ada.ask("PUT", path, BodyPublishers.ofByteArray(random(300_000))).statusCode());
    HttpResponse<byte[]> put = ada.ask("PUT", path, BodyPublishers.ofByteArray(jpeg.toByteArray()));
    assertEquals(204, put.statusCode(), () -> new String(put.body(), UTF_8));
    ada.send(ROOM, "k", "", id);
    assertTrue(
        sent().getAsJsonArray("files").get(0).getAsJsonObject().get("preview").getAsBoolean());
    HttpResponse<byte[]> read = ada.ask("GET", "/files/" + id + "/preview");
    assertEquals("image/jpeg", read.headers().firstValue("Content-Type").orElseThrow());
    assertArrayEquals(jpeg.toByteArray(), read.body());
  }

  @Test
  void takesAnEmptyFile() throws Exception {
    String id = ada.upload(ROOM, "empty", new byte[0]);
    assertEquals(201, ada.send(ROOM, "k", "", id).statusCode());
    HttpResponse<byte[]> read = ada.ask("GET", "/files/" + id + "/empty");
    assertEquals(200, read.statusCode());
    assertEquals(0, read.body().length);
  }

  @Test
  void rejectsWhatIsTooLarge() throws Exception {
    HttpResponse<byte[]> large =
        ada.ask("POST", "/api/rooms/" + ROOM + "/uploads", "Upload-Length", "5000001");
    assertEquals(413, large.statusCode());
    assertEquals("too_long", TusClient.json(large).get("code").getAsString());
    assertFalse(large.headers().firstValue("Location").isPresent());
  }

  @Test
  void keepsWhatArrivedOfABodyThatEndedEarly() throws Exception {
    byte[] bytes = random(200_000);
    String location = ada.create(ROOM, bytes.length, "a");
    try (RawConnection client = new RawConnection(server.port())) {
      client.send(
          "PATCH "
              + location
              + " HTTP/1.1\r\nHost: "
              + server.host()
              + "\r\nAuthorization: Bearer "
              + ada.session()
              + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Length: 200000"
              + "\r\nContent-Type: application/offset+octet-stream\r\n\r\n");
      client.send(Arrays.copyOf(bytes, 150_000));
      awaitBytes();
      assertEquals(423, ada.patch(location, 0, new byte[0]).statusCode());
    }
    long offset = awaitOffset(location);
    assertTrue(offset > 0 && offset <= 150_000, "offset " + offset);
    byte[] rest = Arrays.copyOfRange(bytes, (int) offset, bytes.length);
    HttpResponse<byte[]> sent = ada.patch(location, offset, rest);
    assertEquals(204, sent.statusCode(), () -> new String(sent.body(), UTF_8));
    String id = location.substring(location.lastIndexOf('/') + 1);
    ada.send(ROOM, "k", "", id);
    assertArrayEquals(bytes, ada.ask("GET", "/files/" + id + "/a").body());
  }

  /** Waits until the first bytes of an upload are written. */
  private void awaitBytes() throws Exception {
    long end = System.nanoTime() + Patience.NANOS;
    while ((stored().isEmpty() || Files.size(stored().get(0)) == 0) && System.nanoTime() < end) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** The offset, once the server has noticed that the first request has ended. */
  private long awaitOffset(String location) throws Exception {
    long end = System.nanoTime() + Patience.NANOS;
    long offset = ada.offset(location);
    while (offset == 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(10_000_000);
      offset = ada.offset(location);
    }
    return offset;
  }

  @Test
  void finishesAnUploadWhoseLastRequestWasInterrupted() throws Exception {
    byte[] picture = png(7, 7);
    String location = ada.create(ROOM, picture.length, "a.png");
    String id = location.substring(location.lastIndexOf('/') + 1);
    ada.patch(location, 0, Arrays.copyOf(picture, picture.length - 1));
    server.close();
    try (SqlStore store = SqlStore.open(SqliteDialect.in(folder), AssertionError::new)) {
      Upload upload = done(store.uploads().upload(FileId.of(id))).orElseThrow();
      Path file = stored().get(0);
      Files.write(file, picture); // the bytes were synced, and the offset stored; then a crash
      assertTrue(done(store.uploads().change(upload, upload.at(upload.length()))));
    }
    open();
    String bearer = "Bearer " + ada.session();
    TusClient again = new TusClient(server);
    HttpResponse<byte[]> head = again.ask("HEAD", location, "Authorization", bearer);
    assertEquals(
        Long.toString(picture.length), head.headers().firstValue("Upload-Offset").orElseThrow());
    HttpResponse<String> sent =
        server.post(
            "/api/rooms/" + ROOM + "/messages",
            "{\"text\":\"\",\"client_id\":\"k\",\"files\":[\"" + id + "\"]}",
            "Authorization",
            bearer);
    assertEquals(201, sent.statusCode(), sent.body());
  }

  @Test
  void takesTheMethodOfAHeader() throws Exception {
    String location = ada.create(ROOM, 3, "a");
    HttpResponse<byte[]> sent =
        ada.ask(
            "POST",
            location,
            BodyPublishers.ofByteArray(random(3)),
            "X-HTTP-Method-Override",
            "PATCH",
            "Content-Type",
            "application/offset+octet-stream",
            "Upload-Offset",
            "0");
    assertEquals(204, sent.statusCode());
    assertEquals(3, ada.offset(location));
    assertEquals(204, ada.ask("POST", location, "X-HTTP-Method-Override", "DELETE").statusCode());
    assertEquals(405, ada.ask("POST", location).statusCode());
  }

  @Test
  void answersTusRequestsAsTheSpecificationSays() throws Exception {
    String uploads = "/api/rooms/" + ROOM + "/uploads";
    String location = ada.create(ROOM, 3, "a");
    for (HttpResponse<byte[]> each :
        List.of(
            ada.ask("HEAD", location),
            ada.ask("HEAD", location + "0"),
            ada.patch(location, 1, random(1)),
            ada.ask("POST", uploads, "Upload-Length", "-1"),
            ada.ask("POST", uploads, "Authorization", ""))) {
      assertEquals("1.0.0", each.headers().firstValue("Tus-Resumable").orElse("missing"));
    }
    HttpResponse<byte[]> head = ada.ask("HEAD", location);
    assertEquals("no-store", head.headers().firstValue("Cache-Control").orElseThrow());
    assertEquals("3", head.headers().firstValue("Upload-Length").orElseThrow());
    HttpResponse<byte[]> unknown = ada.ask("HEAD", "/api/uploads/" + "0".repeat(32));
    assertEquals(404, unknown.statusCode());
    assertTrue(unknown.headers().firstValue("Upload-Offset").isEmpty());
    assertEquals(400, ada.ask("POST", uploads).statusCode());
    assertEquals(400, ada.ask("POST", uploads, "Upload-Length", "x").statusCode());
    assertEquals(
        400,
        ada.ask("POST", uploads, "Upload-Length", "1", "Upload-Defer-Length", "1").statusCode());
    for (String metadata : List.of("filename !", "a YQ==,a YQ==", "a YQ==,", "width YWI=")) {
      assertEquals(
          400,
          ada.ask("POST", uploads, "Upload-Length", "1", "Upload-Metadata", metadata).statusCode(),
          metadata);
    }
    assertEquals(400, ada.patch(location, 0, random(1), "Upload-Offset", "-1").statusCode());
    assertEquals(401, ada.ask("HEAD", location, "Authorization", "").statusCode());
  }

  @Test
  void repeatsACreationWithItsKey() throws Exception {
    String uploads = "/api/rooms/" + ROOM + "/uploads";
    String key = "client_id " + Base64.getEncoder().encodeToString("key".getBytes(UTF_8));
    String[] headers = {"Upload-Length", "7", "Upload-Metadata", key};
    HttpResponse<byte[]> first = ada.ask("POST", uploads, headers);
    HttpResponse<byte[]> second = ada.ask("POST", uploads, headers);
    assertEquals(201, second.statusCode());
    assertEquals(first.headers().firstValue("Location"), second.headers().firstValue("Location"));
    headers[1] = "8";
    HttpResponse<byte[]> other = ada.ask("POST", uploads, headers);
    assertEquals(400, other.statusCode());
    assertEquals("client_id", TusClient.json(other).get("field").getAsString());
  }

  @Test
  void takesNothingFromAUserWhoHasLeft() throws Exception {
    String location = ada.create(ROOM, 10, "a");
    String id = ada.upload(ROOM, "b", random(4));
    socket.send("{\"type\":\"leave_room\",\"room\":\"" + ROOM + "\"}");
    socket.next("left_room");
    assertEquals(403, ada.patch(location, 0, random(10)).statusCode());
    assertEquals(403, ada.send(ROOM, "k", "", id).statusCode());
    assertEquals(0, ada.offset(location));
  }

  @Test
  void removedMemberReadsNothingMore() throws Exception {
    socket.send("{\"type\":\"create_room\",\"id\":\"r\",\"kind\":\"code\"}");
    JsonObject room = socket.next("room_created").getAsJsonObject("room");
    String id = ada.upload(room.get("id").getAsString(), "a", random(9));
    ada.send(room.get("id").getAsString(), "k", "", id);
    TusClient bob = new TusClient(server);
    TestWebSocket other = bob.join(ROOM);
    other.send("{\"type\":\"join_room\",\"code\":\"" + room.get("code").getAsString() + "\"}");
    other.next("joined_room");
    assertEquals(200, bob.ask("GET", "/files/" + id + "/a").statusCode());
    other.send("{\"type\":\"leave_room\",\"room\":" + room.get("id") + "}");
    other.next("left_room");
    HttpResponse<byte[]> again = bob.ask("GET", "/files/" + id + "/a", "Range", "bytes=2-");
    assertEquals(404, again.statusCode());
  }

  @Test
  void rejectsUploadsBeyondTheQuota() throws Exception {
    server.close();
    open("--limits=off", "--files-quota=8192");
    TusClient bob = new TusClient(server);
    bob.join(ROOM);
    bob.create(ROOM, 5_000, "a");
    HttpResponse<byte[]> more =
        bob.ask("POST", "/api/rooms/" + ROOM + "/uploads", "Upload-Length", "1");
    assertEquals(507, more.statusCode());
    assertEquals("quota", TusClient.json(more).get("code").getAsString());
  }

  @Test
  void letsGuestsUploadOnlyWhereTheyMay() throws Exception {
    String id = ada.upload(ROOM, "a", random(9));
    ada.send(ROOM, "k", "", id);
    String unsent = ada.upload(ROOM, "b", random(9));
    String bearer = "Bearer " + ada.session();
    server.close();
    open("--limits=off", "--files=accounts");
    TusClient bob = new TusClient(server);
    bob.join(ROOM);
    HttpResponse<byte[]> made =
        bob.ask("POST", "/api/rooms/" + ROOM + "/uploads", "Upload-Length", "1");
    assertEquals(403, made.statusCode());
    assertEquals("forbidden", TusClient.json(made).get("code").getAsString());
    assertEquals(
        403,
        bob.ask(
                "POST",
                "/api/rooms/" + ROOM + "/messages",
                BodyPublishers.ofString(
                    "{\"text\":\"\",\"client_id\":\"l\",\"files\":[\"" + unsent + "\"]}"),
                "Authorization",
                bearer,
                "Content-Type",
                "application/json")
            .statusCode());
    assertEquals(200, bob.ask("GET", "/files/" + id + "/a").statusCode());
  }

  @Test
  void limitsHowOftenUploadsBegin() throws Exception {
    server.close();
    open("--limit-uploads=2+1/h");
    TusClient bob = new TusClient(server);
    bob.join(ROOM);
    bob.create(ROOM, 1, "a");
    bob.create(ROOM, 1, "b");
    HttpResponse<byte[]> more =
        bob.ask("POST", "/api/rooms/" + ROOM + "/uploads", "Upload-Length", "1");
    assertEquals(429, more.statusCode());
    assertTrue(more.headers().firstValue("Retry-After").isPresent());
  }
}
