package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody typed is never lost: wherever it was kept, it is shown, and goes out once. */
final class OutboxIT {
  private static final String FULL_DATABASE =
      "IDBObjectStore.prototype.put = () => {"
          + " throw new DOMException('full', 'QuotaExceededError'); };";
  private static final String NO_DATABASE =
      "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };";
  private static final String FULL_STORAGE =
      "const setItem = Storage.prototype.setItem; Storage.prototype.setItem = function (key, value)"
          + " { if (globalThis.isFull) throw new DOMException('full', 'QuotaExceededError');"
          + " setItem.call(this, key, value); };";

  /** Why a message more cannot be written into the page's own database; null if it can. */
  private static final String WRITE =
      """
      () => new Promise((done) => {
        const opening = indexedDB.open("chat-outbox", 1);
        opening.onerror = () => done(opening.error.name);
        opening.onsuccess = () => {
          const writing = opening.result.transaction("messages", "readwrite");
          writing.objectStore("messages").put({ client_id: "one more" });
          writing.oncomplete = () => done(null);
          writing.onabort = () => done(writing.error.name);
        };
      })
      """;

  /** Fills what the journal has to the last character; why no more goes in. */
  private static final String FILL_JOURNAL =
      """
      () => {
        let refusal = null;
        for (let length = 2 ** 22; length >= 1; length /= 2) {
          try {
            for (let i = 0; i < 100; i++) localStorage.setItem(`${length} ${i}`, "x".repeat(length));
          } catch (error) {
            refusal = error.name;
          }
        }
        return refusal;
      }
      """;

  /** Lets a tab alone be without a connection. */
  private static final String SWITCH =
      "globalThis.isOff = false; const Native = WebSocket; globalThis.WebSocket ="
          + " class extends Native { constructor(...how) {"
          + " if (isOff) throw new Error('off'); super(...how); } };";

  private static final String SNAPSHOTS =
      "Object.keys(localStorage).filter((key) => key.includes('snapshot')).length";

  @RegisterExtension
  final Visitors visitors =
      new Visitors().withServiceWorker().with("PRESENCE_GRACE", "0s").with("CODE_ROOM_GRACE", "0s");

  @Test
  void aFullDatabaseCostsNoMessage() {
    outlivesAReload(FULL_DATABASE);
  }

  @Test
  void noDatabaseCostsNoMessage() {
    outlivesAReload(NO_DATABASE);
  }

  @Test
  void aFullJournalCostsNoMessage() {
    outlivesAReload(FULL_STORAGE);
  }

  /** The browser itself refuses to write, as it does when the disk is full. */
  @Test
  void aFullDiskCostsNoMessage() {
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    fillDisk(ada);
    outlivesAReload(ada);
    assertEquals("QuotaExceededError", ada.page().evaluate(WRITE));
  }

  @Test
  void aFullDiskAndAFullJournalCostNoMessageWhileThePageIsOpen() {
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    fillDisk(ada);
    ada.open(visitors.cable().address());
    ada.enter();
    Visitor bob = visitors.enter("Bob");
    visitors.loseNetwork(ada);
    assertEquals("QuotaExceededError", ada.page().evaluate(WRITE));
    assertEquals("QuotaExceededError", ada.page().evaluate(FILL_JOURNAL));

    ada.say("No room");
    ada.say("Nor here");
    assertThat(ada.message("No room")).containsText("Not saved on this device");
    assertThat(ada.message("Nor here")).containsText("Not saved on this device");
    visitors.findNetwork(ada);
    for (Visitor each : List.of(ada, bob)) {
      each.reads("Nor here");
      assertThat(each.see("message-text")).hasText(new String[] {"No room", "Nor here"});
    }
  }

  /** From now on nothing fits into what browsers bound together: databases, caches and files. */
  private void fillDisk(Visitor visitor) {
    JsonObject quota = new JsonObject();
    quota.addProperty("origin", visitors.cable().address().replaceAll("/$", ""));
    quota.addProperty("quotaSize", 1); // Chromium takes 0 for no bound
    visitor.context().newCDPSession(visitor.page()).send("Storage.overrideQuotaForOrigin", quota);
  }

  private void outlivesAReload(String trouble) {
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    ada.context().addInitScript(trouble);
    outlivesAReload(ada);
  }

  private void outlivesAReload(Visitor ada) {
    ada.open(visitors.cable().address());
    ada.enter();
    ada.page().reload(); // somebody who has been here before
    ada.inside();
    ada.page().evaluate("isFull = true");
    Visitor bob = visitors.enter("Bob");

    visitors.loseNetwork(ada);
    for (String text : List.of("One", "Two", "Three")) {
      ada.say(text);
      assertThat(ada.message(text)).hasAttribute("data-state", "sending");
    }
    assertThat(ada.page().getByText("Not saved on this device")).hasCount(0);
    ada.page().reload();
    ada.inside();
    assertThat(ada.see("message-text")).hasText(new String[] {"One", "Two", "Three"});
    assertThat(ada.message("Three")).hasAttribute("data-state", "sending");
    ada.say("Four");

    visitors.findNetwork(ada);
    for (Visitor each : List.of(ada, bob)) {
      each.reads("Four");
      assertThat(each.see("message-text")).hasText(new String[] {"One", "Two", "Three", "Four"});
    }
  }

  @Test
  void whereNothingCanBeKeptThePageSaysSoAndDoesNotCloseWithoutAQuestion() {
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    ada.context().addInitScript(FULL_DATABASE);
    ada.context().addInitScript(FULL_STORAGE);
    ada.open(visitors.cable().address());
    ada.enter();
    ada.page().evaluate("isFull = true");

    visitors.loseNetwork(ada);
    ada.say("Nowhere to go");
    assertThat(ada.message("Nowhere to go")).containsText("Not saved on this device");
    ada.show("not-kept");
    String[] asked = new String[1];
    ada.page()
        .onceDialog(
            dialog -> {
              asked[0] = dialog.type();
              dialog.dismiss();
            });
    ada.page().close(new Page.CloseOptions().setRunBeforeUnload(true));
    ada.page().waitForCondition(() -> asked[0] != null);
    assertEquals("beforeunload", asked[0]);

    visitors.findNetwork(ada);
    assertThat(ada.reads("Nowhere to go").getByText("Not saved")).isHidden();
  }

  @Test
  void aTabThatIsClosedInTheMomentOfSendingLosesNothing() {
    Visitor ada = visitors.enterByCable("Ada");
    Page other = ada.openTab(visitors.cable().address());
    ada.inside();
    visitors.loseNetwork(ada);

    // In one turn of the page: before anything could be written that is not written at once.
    ada.write("Just in time");
    ada.page()
        .evaluate(
            "() => { document.querySelector('[data-test=send]').click(); location = 'about:blank'; }");
    ada.turnTo(other);
    ada.page().reload();
    ada.inside();
    assertThat(ada.message("Just in time")).hasAttribute("data-state", "sending");
    visitors.findNetwork(ada);
    ada.reads("Just in time");
  }

  /** The tab that is connected first sends for both; the other one shows it all the while. */
  @Test
  void whatAnotherTabHasSentStaysInSightUntilItHasCome() {
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    ada.page().addInitScript(SWITCH);
    ada.open(visitors.cable().address());
    ada.enter();
    Page first = ada.openTab(visitors.cable().address());
    ada.inside();
    Page second = ada.page();
    visitors.loseNetwork(ada);
    first.evaluate("isOff = true");
    ada.turnTo(first);
    ada.say("Written in the first");
    assertThat(ada.message("Written in the first")).hasAttribute("data-state", "sending");

    ada.turnTo(second);
    visitors.findNetwork(ada);
    ada.reads("Written in the first");
    ada.turnTo(first);
    assertThat(ada.message("Written in the first")).hasAttribute("data-state", "sent");
    assertThat(ada.message("Written in the first")).hasCount(1);
    first.evaluate("isOff = false; dispatchEvent(new Event('online'))");
    ada.reads("Written in the first");
  }

  @Test
  void twoTabsShowTheSameAndOneOfThemSends() {
    Visitor ada = visitors.enterByCable("Ada");
    Visitor bob = visitors.enter("Bob");
    Page first = ada.page();
    ada.openTab(visitors.cable().address());
    ada.inside();
    Page second = ada.page();
    visitors.loseNetwork(ada);

    ada.say("From the second");
    ada.turnTo(first);
    ada.say("From the first");
    ada.turnTo(second);
    ada.say("And again");
    for (Page tab : List.of(first, second)) {
      ada.turnTo(tab);
      assertThat(ada.see("message-text"))
          .hasText(new String[] {"From the second", "From the first", "And again"});
      assertThat(ada.see("banner")).containsText("3 messages waiting");
    }
    List<String> sent = new ArrayList<>();
    for (Page tab : List.of(first, second)) {
      tab.onWebSocket(
          socket ->
              socket.onFrameSent(
                  frame -> {
                    if (frame.text().contains("send_message")) {
                      sent.add(frame.text());
                    }
                  }));
    }
    visitors.cable().mend();
    for (Page tab : List.of(first, second)) {
      tab.evaluate("dispatchEvent(new Event('online'))");
    }
    bob.reads("And again");
    for (Page tab : List.of(first, second, bob.page())) {
      assertThat(tab.getByTestId("message-text"))
          .hasText(new String[] {"From the second", "From the first", "And again"});
      assertThat(tab.locator("[data-test=message][data-state=sending]")).hasCount(0);
    }
    first.waitForCondition(() -> sent.size() >= 3);
    assertEquals(3, sent.size());
  }

  @Test
  void aTabThatIsGoneLeavesItsMessagesToTheOther() {
    Visitor ada = visitors.enterByCable("Ada");
    Page first = ada.page();
    ada.openTab(visitors.cable().address());
    ada.inside();
    visitors.loseNetwork(ada);
    ada.say("Send this for me");
    ada.page().close();
    ada.turnTo(first);
    assertThat(ada.message("Send this for me")).hasAttribute("data-state", "sending");
    visitors.findNetwork(ada);
    ada.reads("Send this for me");
  }

  @Test
  void whatSomebodyElseLeftIsShownAndNotSentByItself() {
    Visitor ada = visitors.enterByCable("Ada");
    visitors.loseNetwork(ada);
    ada.say("Of the former");
    ada.say("Of the former, too");
    assertThat(ada.message("too")).hasAttribute("data-state", "sending");
    Cookie session = ada.context().cookies().get(0);
    Cookie unknown = new Cookie(session.name, "x".repeat(43)).setUrl(visitors.cable().address());
    ada.context().addCookies(List.of(unknown));

    visitors.findNetwork(ada);
    assertThat(ada.page().getByText("Your session has ended.")).isVisible();
    ada.show("session-ended");
    ada.page()
        .waitForCondition(
            () -> ada.page().evaluate(SNAPSHOTS).equals(0)); // nothing of it stays readable
    ada.see("entry-name").fill("Grace");
    ada.see("entry-go").click();
    assertThat(ada.see("strangers")).containsText("2 unsent messages from when you were Ada.");
    ada.say("Of the latter");
    ada.reads("Of the latter");
    assertThat(ada.see("message-text")).hasText(new String[] {"Of the latter"});

    ada.show("strangers");
    ada.see("strangers").locator("button").click();
    ada.show("strangers-dialog");
    assertThat(ada.page().locator(".orphaned-draft-text"))
        .hasText(new String[] {"Of the former", "Of the former, too"});
    ada.page().locator(".orphaned-draft").first().getByText("Discard").click();
    ada.page().locator(".orphaned-draft").first().getByText("Send here as me").click();
    ada.reads("Of the former, too");
    assertThat(ada.see("strangers")).isHidden();
    ada.page().reload();
    assertThat(ada.see("message-text"))
        .hasText(new String[] {"Of the latter", "Of the former, too"});
    assertThat(ada.see("strangers")).isHidden();
  }

  @Test
  void aRefusalSaysWhyAndIsRetriedOrDiscardedAfterAReload() {
    Visitor ada = visitors.enterByCable("Ada");
    ada.say("@Nobody hello");
    ada.say("@Noone hello");
    assertThat(ada.page().locator("[data-state=failed]")).hasCount(2);

    ada.page().reload();
    ada.inside();
    assertThat(ada.page().locator("[data-state=failed]")).hasCount(2);
    assertThat(ada.page().getByText("Not sent: ")).hasCount(2);
    visitors.enter("Nobody");
    ada.see("retry").first().click();
    assertThat(ada.room("Nobody")).isVisible();
    ada.see("discard").click();
    assertThat(ada.see("message")).hasCount(0);
    ada.page().reload();
    ada.inside();
    assertThat(ada.see("message")).hasCount(0);
    assertThat(ada.room("Nobody")).isVisible();
  }

  @Test
  void whatWasWrittenInARoomThatIsGoneIsKept() {
    Visitor ada = visitors.enterByCable("Ada");
    ada.see("new-room").click();
    ada.see("new-room-kind-code").check();
    ada.see("new-room-name").fill("Short lived");
    ada.see("new-room-create").click();
    ada.isIn("Short lived");

    visitors.loseNetwork(ada);
    ada.say("Worth keeping");
    visitors.findNetwork(ada);
    ada.isIn("General");
    assertThat(ada.see("strangers")).containsText("1 message could not be sent");
    ada.see("strangers").locator("button").click();
    ada.page().locator(".orphaned-draft").getByText("Send here as me").click();
    ada.reads("Worth keeping");
    assertThat(ada.see("strangers")).isHidden();
  }

  @Test
  void eachRoomKeepsItsDraftAndTabsDoNotUndoEachOther() {
    Visitor ada = visitors.enterByCable("Ada");
    Page first = ada.page();
    ada.openTab(visitors.cable().address());
    ada.inside();
    ada.goTo("Random");
    ada.write("Half a thought");
    ada.turnTo(first);
    ada.write("Another half");

    ada.page().reload();
    ada.inside();
    assertThat(ada.see("composer")).hasValue("Another half");
    ada.goTo("Random");
    assertThat(ada.see("composer")).hasValue("Half a thought");
    ada.see("composer").press("Enter");
    ada.reads("Half a thought");
    ada.page().reload();
    ada.inside().isIn("Random");
    assertThat(ada.see("composer")).hasValue("");
  }
}
