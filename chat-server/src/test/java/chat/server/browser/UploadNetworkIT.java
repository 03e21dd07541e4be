package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Uploads go on over networks that break, and over the end of a page; their message is sent once.
 */
final class UploadNetworkIT {
  private static final String BYTES = "**/api/uploads/*";
  private static final String API = "**/api/**";
  private static final int LARGE = 20_000_000;

  private static final String FILE_DIGEST =
      """
      async () => {
        const page = await (await fetch("/api/rooms/general/messages")).json();
        const { id, name } = page.events.at(-1).files[0];
        const bytes = await (await fetch(`/files/${id}/${name}`)).arrayBuffer();
        const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
        return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      }
      """;

  /** The database of uploads gives no answer any more. */
  private static final String SILENT_DATABASE =
      "const open = IDBFactory.prototype.open; IDBFactory.prototype.open = function (name, ...more)"
          + " { return name.startsWith('chat-uploads') ? {} : open.call(this, name, ...more); };";

  @RegisterExtension final Visitors visitors = new Visitors();
  @TempDir Path folder;

  /** Somebody whose page may say that the server is out of reach. */
  private Attaching enterByCable() {
    Visitor ada = visitors.enterByCable("Ada");
    ada.losesConnection();
    ada.isRefused();
    return new Attaching(ada);
  }

  private static List<String> requests(Attaching ada) {
    List<String> requests = new ArrayList<>();
    ada.visitor()
        .context()
        .onRequest(
            (Request request) -> {
              if (request.url().contains("/uploads")) {
                requests.add(request.method());
              }
            });
    return requests;
  }

  private static String digest(FilePayload file) throws NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.buffer);
    return HexFormat.of().formatHex(digest);
  }

  @Test
  void uploadsThroughTenCutsOfTheNetwork() throws Exception {
    Attaching ada = enterByCable();
    List<String> requests = requests(ada);
    FilePayload large = Attaching.bytes("large.bin", LARGE);
    visitors.cable().cutEvery(LARGE / 11, 10);
    ada.pick(Files.write(folder.resolve(large.name), large.buffer));
    ada.visitor().say("All of it");
    assertEquals(List.of("All of it [large.bin " + LARGE + "]"), ada.sent(1));
    assertEquals(0, visitors.cable().cutsToCome());
    assertEquals(digest(large), ada.visitor().page().evaluate(FILE_DIGEST));
    assertEquals(1, requests.stream().filter("POST"::equals).count(), requests::toString);
  }

  @Test
  void goesOnAfterAReload() throws Exception {
    Attaching ada = enterByCable();
    FilePayload file = Attaching.bytes("data.bin", 3_000_000);
    AtomicInteger pieces = new AtomicInteger();
    ada.visitor()
        .page()
        .route(
            BYTES,
            route -> {
              if (pieces.incrementAndGet() <= 2) {
                route.resume();
              }
            });
    ada.pick(file);
    ada.visitor().say("In the middle");
    ada.pick(Attaching.bytes("draft.bin", 500_000));
    assertThat(ada.visitor().see("pending-uploads")).containsText("of 3 MB");
    assertThat(ada.file("draft.bin")).hasAttribute("data-state", "sending");
    ada.visitor().page().waitForCondition(() -> pieces.get() > 3);
    ada.visitor().page().unroute(BYTES);
    List<String> requests = requests(ada);
    ada.visitor().page().reload();
    ada.visitor().inside();

    assertEquals(List.of("In the middle [data.bin 3000000]"), ada.sent(1));
    assertEquals(digest(file), ada.visitor().page().evaluate(FILE_DIGEST));
    assertEquals(0, requests.stream().filter("POST"::equals).count(), requests::toString);
    ada.isUploaded("draft.bin");
    ada.send();
    assertEquals(" [draft.bin 500000]", ada.sent(2).get(1));
    ada.visitor().page().reload();
    ada.visitor().inside();
    assertThat(ada.visitor().see("attachment")).hasCount(0);
  }

  @Test
  void sendsOnceWhatWasSentWithoutANetwork() {
    Attaching ada = enterByCable();
    visitors.loseNetwork(ada.visitor());
    ada.visitor().page().route(API, route -> route.abort());
    ada.pick(Attaching.bytes("data.bin", 500_000));
    ada.visitor().say("Without a network");
    ada.visitor().say("Later");
    assertThat(ada.visitor().see("pending-uploads")).containsText("data.bin");
    ada.visitor().show("upload-offline");
    ada.visitor().page().reload();
    ada.visitor().inside();
    assertThat(ada.visitor().see("pending-uploads")).containsText("data.bin");

    ada.visitor().page().unroute(API);
    visitors.findNetwork(ada.visitor());
    assertEquals(List.of("Without a network [data.bin 500000]", "Later"), ada.sent(2));
  }

  @Test
  void aTabThatIsClosedLeavesItsUploadToTheOther() {
    Attaching ada = enterByCable();
    Page first = ada.visitor().page();
    AtomicInteger pieces = new AtomicInteger();
    first.route(BYTES, route -> pieces.incrementAndGet());
    ada.visitor().openTab(visitors.cable().address());
    ada.visitor().inside();
    Page second = ada.visitor().page();
    ada.visitor().turnTo(first);
    ada.pick(Attaching.bytes("data.bin", 500_000));
    ada.visitor().say("Of the first tab");
    assertThat(ada.visitor().see("pending-uploads")).isVisible();
    first.waitForCondition(() -> pieces.get() > 0);
    first.close();
    ada.visitor().turnTo(second);
    assertEquals(List.of("Of the first tab [data.bin 500000]"), ada.sent(1));
  }

  @Test
  void whatAnotherUserLeftIsSentWithItsFileWhenTheNextOneChoosesTo() {
    Attaching ada = enterByCable();
    visitors.loseNetwork(ada.visitor());
    ada.pick(Attaching.text("notes.txt"));
    ada.visitor().say("Of the former");
    assertThat(ada.visitor().see("pending-uploads")).isVisible();
    Cookie session = ada.visitor().context().cookies().get(0);
    String unknown = "x".repeat(43);
    ada.visitor()
        .context()
        .addCookies(List.of(new Cookie(session.name, unknown).setUrl(visitors.cable().address())));
    visitors.findNetwork(ada.visitor());
    ada.visitor().see("entry-name").fill("Grace");
    ada.visitor().see("entry-go").click();
    ada.visitor().see("strangers").locator("button").click();
    assertThat(ada.visitor().page().locator(".orphaned-draft")).containsText("notes.txt");
    ada.visitor().page().getByText("Send here as me").click();
    assertEquals(List.of("Of the former [notes.txt 9]"), ada.sent(1));
    assertThat(ada.visitor().see("strangers")).isHidden();
  }

  /** A store that gives no answer counts as full. */
  @Test
  void saysThatAFileIsNotKeptAndSendsItNevertheless() {
    Visitor visitor = visitors.arrive("Ada", new NewContextOptions());
    visitor.context().addInitScript(SILENT_DATABASE);
    visitor.open(visitors.address());
    Attaching ada = new Attaching(visitor.enter());
    ada.pick(Attaching.text("notes.txt"));
    ada.isUploaded("notes.txt");
    assertThat(ada.file("notes.txt")).containsText("Not saved on this device");
    visitor.show("attachment-not-kept");
    ada.send();
    assertEquals(List.of(" [notes.txt 9]"), ada.sent(1));
  }
}
