package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pictures, players and other files of messages, as readers see and hear them. */
final class FilesShownIT {
  private static final byte[] UNKNOWN = {0, 1, 2, 3};

  @RegisterExtension final Visitors visitors = new Visitors();

  private FileSender files(Visitor visitor) {
    return new FileSender(visitor, visitors.address());
  }

  @Test
  void aPictureHasItsPlaceBeforeItHasLoaded() {
    Visitor ada = visitors.enter("Ada");
    List<Route> held = new ArrayList<>();
    ada.page().route("**/files/**/*.png", held::add);
    FileSender files = files(ada);
    String id =
        files.upload(
            "sun.png",
            TestMedia.png(600, 400),
            new FileSender.Described("thumbhash", TestMedia.THUMBHASH),
            new FileSender.Described("alt", "A sunset"));
    files.send("", id);
    ada.say("After");
    ada.reads("After");
    Locator picture = ada.see("picture");
    BoundingBox before = picture.boundingBox();
    assertEquals(1.5, before.width / before.height, 0.02);
    assertTrue(placeholder(picture).startsWith("url(\"data:image/png;base64,"));
    ada.photograph("files-placeholder");
    double below = ada.message("After").boundingBox().y;

    ada.page().waitForCondition(() -> !held.isEmpty());
    held.forEach(Route::resume);
    assertThat(picture).hasAttribute("data-state", "loaded");
    BoundingBox after = picture.boundingBox();
    assertEquals(before.width, after.width, 0.5);
    assertEquals(before.height, after.height, 0.5);
    assertEquals(below, ada.message("After").boundingBox().y, 0.5);
    assertEquals("none", placeholder(picture));
    assertThat(picture.locator("img")).hasAttribute("alt", "A sunset");
    assertThat(ada.see("message-files").first()).hasAttribute("aria-label", "Picture: A sunset");
    ada.show("files-picture");
  }

  private static String placeholder(Locator picture) {
    return (String) picture.evaluate("(node) => getComputedStyle(node).backgroundImage");
  }

  @Test
  void filesOfEveryKindStandInOneMessage() {
    Visitor ada = visitors.come("Ada", visitors.address(), dark()).enter();
    FileSender files = files(ada);
    String first = files.upload("a.jpg", TestMedia.jpeg(400, 300));
    files.preview(first, TestMedia.jpeg(40, 30));
    String alone =
        files.upload("pdf.pdf", "%PDF-1.7\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    files.send(
        "All of it",
        first,
        files.upload("b.png", TestMedia.png(300, 400)),
        files.upload("wide.png", TestMedia.png(2000, 40)),
        files.upload("tall.png", TestMedia.png(40, 2000)),
        files.upload("c.png", TestMedia.png(500, 300)),
        files.upload("tone.wav", TestMedia.wav()),
        files.upload("pattern.webm", TestMedia.webm()),
        alone,
        files.upload("100%;?#a&b/../c d.bin", UNKNOWN),
        files.upload("تقرير سنوي طويل.bin", UNKNOWN));
    Locator message = ada.reads("All of it");
    assertThat(message.getByTestId("picture")).hasCount(5);
    for (Locator picture : message.getByTestId("picture").all()) {
      picture.scrollIntoViewIfNeeded();
      assertThat(picture).hasAttribute("data-state", "loaded");
    }
    assertTrue(message.locator("img").first().getAttribute("src").endsWith("/preview"));
    assertThat(message.getByTestId("file")).hasCount(3);
    assertThat(message.getByTestId("file").first())
        .hasAccessibleName("Download pdf.pdf PDF · 9 bytes");
    for (String player : List.of("audio", "video")) {
      Locator media = message.getByTestId(player);
      assertThat(media).hasAttribute("preload", "metadata");
      ada.page().waitForCondition(() -> isReady(media));
    }
    assertThat(ada.see("message-files"))
        .hasAttribute("aria-label", Pattern.compile("10 files: a\\.jpg, .*tone\\.wav.*"));
    var download = ada.page().waitForDownload(() -> message.getByTestId("file").nth(1).click());
    assertEquals("c d.bin", download.suggestedFilename());
    ada.show("files-all-kinds");
  }

  private static boolean isReady(Locator media) {
    return (Boolean) media.evaluate("(node) => node.readyState > 0 && node.duration > 0");
  }

  private static NewContextOptions dark() {
    return new NewContextOptions().setColorScheme(ColorScheme.DARK).setAcceptDownloads(true);
  }

  @Test
  void aPhoneShowsLongNamesAndManyPicturesWithinItsWidth() {
    Visitor ada =
        visitors
            .come(
                "Ada",
                visitors.address(),
                new NewContextOptions()
                    .setViewportSize(360, 740)
                    .setDeviceScaleFactor(2)
                    .setIsMobile(true)
                    .setHasTouch(true))
            .enter();
    FileSender files = files(ada);
    String[] ten = new String[10];
    for (int i = 0; i < ten.length; i++) {
      ten[i] = files.upload(i + ".png", TestMedia.png(200 + 60 * (i % 4), 200 + 50 * (i % 3)));
    }
    files.send("Ten", ten);
    files.send(
        "Long",
        files.upload("very ".repeat(30) + "long.tar.gz", UNKNOWN),
        files.upload("قائمة ".repeat(20) + ".xlsx", UNKNOWN));
    assertThat(ada.reads("Ten").getByTestId("picture")).hasCount(10);
    Locator card = ada.reads("Long").getByTestId("file").first();
    assertThat(card.locator(".file-detail")).hasText("GZ · 4 bytes");
    ada.show("files-phone-names");
    ada.message("Ten").scrollIntoViewIfNeeded();
    ada.page().waitForCondition(() -> ada.page().locator("[data-state=failed]").count() == 0);
    ada.show("files-phone-ten");
  }

  @Test
  void aMessageOfFilesAloneIsNamedWhereverItIsReferredTo() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    FileSender files = files(bob);
    files.send("", files.upload("a.png", TestMedia.png(60, 40)));
    assertThat(ada.see("picture")).hasCount(1);
    assertThat(ada.page().locator("#announcer")).containsText("Bob: Picture");
    Locator first = ada.see("message").first();
    first.hover();
    first.getByTestId("reply").click();
    assertThat(ada.page().locator(".reply-bar")).containsText("Picture");
    ada.say("Nice");
    assertThat(ada.reads("Nice").locator(".quote-text")).hasText("Picture");
    files.send("", files.upload("b.png", TestMedia.png(60, 40)), files.upload("c.bin", UNKNOWN));
    assertThat(ada.page().locator("#announcer")).containsText("Bob: 2 files");
    files.send("", files.upload("plan.bin", UNKNOWN));
    assertThat(ada.page().locator("#announcer")).containsText("Bob: plan.bin");
  }

  @Test
  void aDeletedMessageShowsNoFileAndItsPictureIsGone() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob").isRefused();
    FileSender files = files(ada);
    String id = files.upload("a.png", TestMedia.png(60, 40));
    files.send("Look", id);
    assertThat(bob.reads("Look").getByTestId("picture")).hasAttribute("data-state", "loaded");
    String source = bob.page().locator(".picture img").getAttribute("src");
    assertEquals(200, bob.context().request().get(source).status());
    assertThat(bob.see("message")).hasAccessibleName(Pattern.compile("Ada Look Picture .*"));
    Locator message = ada.reads("Look");
    message.hover();
    message.getByTestId("message-more").click();
    ada.see("delete-message").click();
    assertThat(ada.see("picture")).hasCount(0);
    assertThat(bob.page().locator(".tombstone")).hasCount(1);
    assertThat(bob.see("picture")).hasCount(0);
    assertThat(bob.see("message")).not().hasAccessibleName(Pattern.compile(".*Picture.*"));
    assertEquals(404, bob.context().request().get(source).status());
  }

  @Test
  void anEditMayLeaveTheFilesAlone() {
    Visitor ada = visitors.enter("Ada");
    FileSender files = files(ada);
    files.send("With a text", files.upload("a.png", TestMedia.png(60, 40)));
    Locator message = ada.reads("With a text");
    message.focus();
    ada.page().keyboard().press("e");
    ada.page().locator(".message-editor textarea").fill("");
    ada.page().keyboard().press("Enter");
    assertThat(ada.see("edited")).isVisible();
    assertThat(ada.see("message-text")).hasText("");
    assertThat(ada.see("picture")).hasAttribute("data-state", "loaded");
  }

  @Test
  void aPictureThatDoesNotLoadSaysSoAndIsTriedAgain() {
    Visitor ada = visitors.enter("Ada").isRefused();
    List<Route> refused = new ArrayList<>();
    ada.page()
        .route(
            "**/files/**/*.png",
            route -> {
              refused.add(route);
              route.fulfill(new Route.FulfillOptions().setStatus(404));
            });
    FileSender files = files(ada);
    files.send("Gone", files.upload("a.png", TestMedia.png(300, 200)));
    Locator picture = ada.reads("Gone").getByTestId("picture");
    assertThat(picture).hasText("Picture not availablea.png");
    ada.show("files-broken");
    ada.page().unroute("**/files/**/*.png");
    picture.click();
    assertThat(picture).hasAttribute("data-state", "loaded");
    assertThat(picture).hasText("");
    assertEquals(1, refused.size());
  }

  private static Locator descriptions(Visitor visitor, String text) {
    Locator message = visitor.message(text);
    message.hover();
    message.getByTestId("message-more").click();
    visitor.see("describe-picture").click();
    return visitor.see("description");
  }

  private static Locator pictures(Visitor visitor, String text) {
    return visitor.reads(text).getByTestId("picture").locator("img");
  }

  @Test
  void picturesOfOnesOwnMessagesAreDescribedLaterToo() {
    Visitor ada = visitors.enterByCable("Ada");
    FileSender files = new FileSender(ada, visitors.cable().address());
    Visitor bob = visitors.enter("Bob");
    String lake = files.upload("lake.png", TestMedia.png(300, 200));
    files.send("Two", lake, files.upload("hill.png", TestMedia.png(200, 300)));
    assertThat(pictures(bob, "Two").first()).hasAttribute("alt", "Picture lake.png");
    bob.message("Two").hover();
    bob.message("Two").getByTestId("message-more").click();
    assertThat(bob.see("copy-text")).isVisible();
    assertThat(bob.see("describe-picture")).hasCount(0);
    bob.page().keyboard().press("Escape");

    Locator fields = descriptions(ada, "Two");
    assertThat(fields).hasCount(2);
    assertThat(fields.first()).isFocused();
    fields.last().fill("x".repeat(401));
    ada.see("save-descriptions").click();
    assertThat(fields.last()).isFocused();
    assertThat(fields.last()).hasAttribute("aria-invalid", "true");
    fields.first().fill("A lake at dawn");
    ada.show("descriptions");
    fields.last().fill("");
    fields.last().press("Enter");
    assertThat(fields).hasCount(0);
    for (Visitor each : List.of(ada, bob)) {
      assertThat(pictures(each, "Two").first()).hasAttribute("alt", "A lake at dawn");
      assertThat(pictures(each, "Two").last()).hasAttribute("alt", "Picture hill.png");
      assertThat(each.message("Two").getByTestId("edited")).isHidden();
    }

    // Without a network it waits, and is shown meanwhile.
    visitors.loseNetwork(ada);
    Locator again = descriptions(ada, "Two");
    assertThat(again.first()).hasValue("A lake at dawn");
    again.first().fill("A lake at night");
    ada.see("save-descriptions").click();
    assertThat(pictures(ada, "Two").first()).hasAttribute("alt", "A lake at night");
    assertThat(ada.message("Two").getByTestId("picture").first())
        .hasAttribute("data-state", "loaded");
    visitors.findNetwork(ada);
    assertThat(pictures(bob, "Two").first()).hasAttribute("alt", "A lake at night");
    bob.page().reload();
    assertThat(pictures(bob, "Two").first()).hasAttribute("alt", "A lake at night");
    assertThat(bob.message("Two").getByTestId("message-files"))
        .hasAttribute("aria-label", Pattern.compile("2 pictures: A lake at night.*hill\\.png"));
  }

  /** The digests are of what the npm package thumbhash makes of them. */
  @Test
  void placeholdersAreThoseOfTheReferenceDecoder() {
    Visitor ada = visitors.come("Ada");
    assertEquals("Hy2IuoJhkf1DDgMU1ogZI/5KwJIdjVqOFmkF+O7EYG4=", digest(ada, TestMedia.THUMBHASH));
    assertEquals(
        "EMcwdQ42u8uuPdrbbpoWcad1imwuEY4bDVUOSk/8XPg=",
        digest(ada, "p/eBAwAHVkZYaGBgeauIsGkJZnemZ3M="));
    for (String none : List.of("", "!", "AAAA", "1QcSHQRnh493V4dIh4eXh1h4", "AAAAAAAAAAAA")) {
      assertNull(digest(ada, none), none);
    }
  }

  private static Object digest(Visitor visitor, String thumbhash) {
    return visitor
        .page()
        .evaluate(
            """
            async (hash) => {
              const { placeholderUrl } = await import("/js/lib/thumbhash.js");
              const url = placeholderUrl(hash);
              if (url === null) return null;
              const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(url));
              return btoa(String.fromCharCode(...new Uint8Array(bytes)));
            }
            """,
            thumbhash);
  }
}
