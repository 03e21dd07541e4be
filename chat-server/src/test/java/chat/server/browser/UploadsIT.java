package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.FilePayload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files are chosen, uploaded and sent with a message. */
final class UploadsIT {
  private static final String CREATION = "**/api/rooms/*/uploads";
  private static final String BYTES = "**/api/uploads/*";

  @RegisterExtension final Visitors visitors = new Visitors().with("MAX_FILE_BYTES", "1000000");

  private Attaching ada;

  private Attaching enter() {
    ada = new Attaching(visitors.enter("Ada"));
    return ada;
  }

  /** Rejects the next request for a path, with a problem as the server words it. */
  private void rejectOnce(String path, int status, String code, Map<String, String> headers) {
    ada.visitor().isRefused();
    ada.visitor()
        .page()
        .route(
            path,
            route ->
                route.fulfill(
                    new FulfillOptions()
                        .setStatus(status)
                        .setHeaders(headers)
                        .setContentType("application/problem+json")
                        .setBody("{\"code\":\"" + code + "\",\"message\":\"No.\"}")),
            new Page.RouteOptions().setTimes(1));
  }

  /** Holds requests back; {@link #letGo} sends them on. */
  private Deque<Route> hold(String path) {
    Deque<Route> held = new ArrayDeque<>();
    ada.visitor().page().route(path, held::add);
    return held;
  }

  private void letGo(String path, Deque<Route> held) {
    ada.visitor().page().waitForCondition(() -> !held.isEmpty());
    ada.visitor().page().unroute(path);
    held.forEach(Route::resume);
  }

  @Test
  void sendsChosenFilesWithAText() {
    enter().pick(Attaching.text("notes.txt"), Attaching.bytes("data.bin", 700_000));
    ada.isUploaded("notes.txt");
    ada.isUploaded("data.bin");
    assertThat(ada.status("data.bin")).hasText("700 kB");
    ada.visitor().show("attachments");
    ada.visitor().say("Both of them");
    assertThat(ada.visitor().see("attachments")).isHidden();

    assertEquals(List.of("Both of them [notes.txt 9] [data.bin 700000]"), ada.sent(1));
    ada.visitor().say("And no more");
    assertEquals("And no more", ada.sent(2).get(1));
  }

  @Test
  void sendsFilesAlone() {
    enter().pick(Attaching.text("notes.txt"));
    ada.isUploaded("notes.txt");
    ada.send();
    assertEquals(List.of(" [notes.txt 9]"), ada.sent(1));
  }

  @Test
  void keepsTheOrderOfMessagesWhileFilesAreUploaded() {
    enter().visitor().say("First");
    ada.sent(1);
    Deque<Route> held = hold(BYTES);
    ada.pick(Attaching.bytes("data.bin", 400_000));
    ada.visitor().say("With a file");
    ada.visitor().say("Later");
    assertThat(ada.visitor().message("With a file")).hasAttribute("data-state", "sending");
    assertThat(ada.visitor().see("pending-uploads")).containsText("data.bin");
    assertThat(ada.visitor().message("Later")).hasAttribute("data-state", "sending");
    ada.visitor().show("message-with-upload");

    letGo(BYTES, held);
    assertEquals(List.of("First", "With a file [data.bin 400000]", "Later"), ada.sent(3));
    assertThat(ada.visitor().see("pending-uploads")).hasCount(0);
  }

  /** What is sent meanwhile is not held up by what the message would have brought. */
  @Test
  void cancelsAMessageWhoseFilesAreUploaded() {
    enter();
    Deque<Route> held = hold(BYTES);
    ada.pick(Attaching.bytes("data.bin", 400_000));
    ada.visitor().say("Never mind");
    ada.visitor().say("Later");
    ada.visitor().page().waitForCondition(() -> !held.isEmpty());
    ada.visitor().message("Never mind").getByTestId("withdraw").click();
    assertEquals(List.of("Later"), ada.sent(1));
    assertThat(ada.visitor().see("composer")).hasValue("Never mind");
    assertThat(ada.file("data.bin")).isVisible();
    letGo(BYTES, held);
    ada.isUploaded("data.bin");
    ada.send();
    assertEquals(List.of("Later", "Never mind [data.bin 400000]"), ada.sent(2));
  }

  @Test
  void removesAttachedFilesHereAndOnTheServer() {
    List<String> removed = new ArrayList<>();
    enter()
        .visitor()
        .page()
        .onRequest(
            (Request request) -> {
              if (request.method().equals("DELETE")) {
                removed.add(request.url());
              }
            });
    ada.pick(Attaching.text("wrong.txt"), Attaching.text("right.txt"));
    ada.isUploaded("wrong.txt");
    ada.isUploaded("right.txt");
    ada.remove("wrong.txt");
    assertThat(ada.file("wrong.txt")).hasCount(0);
    assertThat(ada.file("right.txt").getByTestId("remove-attachment")).isFocused();
    ada.visitor().page().waitForCondition(() -> removed.size() == 1);
    ada.send();
    assertEquals(List.of(" [right.txt 9]"), ada.sent(1));
  }

  @Test
  void saysWhyAFileIsNotUploadedAndTriesAgain() {
    enter();
    rejectOnce(CREATION, 507, "quota", Map.of());
    ada.pick(Attaching.text("notes.txt"));
    assertThat(ada.status("notes.txt")).hasText("The server has no more space for files.");
    ada.visitor().show("attachment-failed");
    ada.visitor().say("Not without it");
    assertThat(ada.visitor().see("toast")).containsText("notes.txt");
    assertThat(ada.visitor().see("composer")).hasValue("Not without it");

    ada.retry("notes.txt");
    ada.isUploaded("notes.txt");
    ada.send();
    assertEquals(List.of("Not without it [notes.txt 9]"), ada.sent(1));
  }

  @Test
  void saysThatAFileIsTooLarge() {
    enter().pick(Attaching.bytes("large.bin", 1_000_001));
    assertThat(ada.status("large.bin")).hasText("Too large: at most 1 MB.");
    assertThat(ada.file("large.bin").getByTestId("retry-attachment")).isHidden();
    ada.remove("large.bin");
    ada.visitor().say("Then without");
    assertEquals(List.of("Then without"), ada.sent(1));
  }

  @Test
  void aMessageWhoseFileIsRejectedFailsAndIsSentAgain() {
    enter();
    Deque<Route> held = hold(CREATION);
    ada.pick(Attaching.text("notes.txt"));
    ada.visitor().say("With a file");
    ada.visitor().say("Without");
    ada.visitor().page().waitForCondition(() -> !held.isEmpty());
    ada.visitor().isRefused();
    held.getFirst()
        .fulfill(
            new FulfillOptions()
                .setStatus(507)
                .setContentType("application/problem+json")
                .setBody("{\"code\":\"quota\",\"message\":\"No.\"}"));
    ada.visitor().page().unroute(CREATION);
    assertThat(ada.visitor().message("With a file"))
        .containsText("Not sent: The server has no more space for files.");
    assertThat(ada.visitor().reads("Without")).hasCount(1);
    ada.visitor().see("retry").click();
    assertEquals(List.of("Without", "With a file [notes.txt 9]"), ada.sent(2));
  }

  @Test
  void waitsAsLongAsTheServerAsks() {
    enter();
    rejectOnce(CREATION, 503, "busy", Map.of("Retry-After", "1"));
    List<Request> asked = new ArrayList<>();
    ada.visitor()
        .page()
        .onRequest(
            (Request request) -> {
              if (request.method().equals("POST") && request.url().endsWith("/uploads")) {
                asked.add(request);
              }
            });
    ada.pick(Attaching.text("notes.txt"));
    ada.isUploaded("notes.txt");
    assertEquals(2, asked.size());
  }

  /** An answer that is lost: the same upload is asked for again, and found. */
  @Test
  void aCreationWhoseAnswerIsLostMakesOneUpload() {
    enter();
    List<String> locations = new ArrayList<>();
    ada.visitor().losesConnection();
    ada.visitor()
        .page()
        .route(
            CREATION,
            route -> {
              locations.add(route.fetch().headers().get("location"));
              route.abort();
            },
            new Page.RouteOptions().setTimes(1));
    ada.visitor()
        .page()
        .onResponse(
            response -> {
              if (response.request().method().equals("POST") && response.status() == 201) {
                locations.add(response.headers().get("location"));
              }
            });
    ada.pick(Attaching.text("notes.txt"));
    ada.isUploaded("notes.txt");
    assertEquals(2, locations.size());
    assertEquals(locations.get(0), locations.get(1));
  }

  @Test
  void attachesTenFilesAtMost() {
    FilePayload[] files =
        IntStream.rangeClosed(1, 11)
            .mapToObj(number -> Attaching.text("number " + number + ".txt"))
            .toArray(FilePayload[]::new);
    enter().pick(files);
    assertThat(ada.visitor().see("toast")).hasText("A message can have at most 10 files.");
    assertThat(ada.visitor().see("attachment")).hasCount(10);
    assertThat(ada.visitor().page().locator("[data-test=attachment][data-state=done]"))
        .hasCount(10);
    ada.send();
    assertEquals(1, ada.sent(1).size());
  }
}
