package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was typed and not sent is found again as it was, with what it answers, in every tab. */
final class DraftsIT {
  /** A place to keep values in, as a browser has. */
  private static final String AREA =
      """
      async () => {
        const { Drafts } = await import("/js/features/composer/drafts.js");
        const area = () => {
          const values = new Map();
          return {
            get: (key) => values.get(key) ?? null,
            set: (key, value) => values.set(key, value),
            remove: (key) => values.delete(key),
            keys: (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)),
            watch: () => {},
          };
        };
      """;

  /** What the drafts of two users of one browser share with the server. */
  private static final String OF_TWO_USERS =
      AREA
          + """
        let user = "ada";
        const parts = { storage: area(), tabStorage: area(), server: "ws" };
        const drafts = new Drafts({ ...parts, userId: () => user });
        drafts.set("general", { text: "for Ada alone", reply: null });
        drafts.set("random", { text: "", reply: null });
        const shared = () => ["general", "random"].map((room) => drafts.own(room)?.text ?? null);
        const ofAda = shared();
        user = "bob";
        const ofBob = shared();
        drafts.set("general", { text: "by Bob", reply: null });
        return JSON.stringify([ofAda, ofBob, shared()]);
      }
      """;

  /** The text here after each step while two drafts of another device come. */
  private static final String OF_ANOTHER_DEVICE =
      AREA
          + """
        const { DraftSync } = await import("/js/features/composer/draft-sync.js");
        const drafts =
          new Drafts({ storage: area(), tabStorage: area(), server: "ws", userId: () => "ada" });
        const connection = Object.assign(new EventTarget(), { isOpen: false });
        const store = { state: { rooms: new Map() } };
        const sync = new DraftSync({ drafts, store, connection, quote: async () => null });
        let isTyping = true;
        sync.show("room", { isTyping: () => isTyping, adopted: () => {} });
        drafts.set("general", { text: "begun here", reply: null });
        const come = (text) => {
          const rev = drafts.latest("general") + 1;
          const frame = { type: "draft_changed", room: "general", text, rev };
          connection.dispatchEvent(Object.assign(new Event("frame"), { frame }));
        };
        const texts = [];
        const note = () => texts.push(drafts.get("general").text);
        come("begun here, ended");
        note();
        come("");
        note();
        isTyping = false;
        sync.settle();
        note();
        isTyping = true;
        drafts.set("general", { text: "next", reply: null });
        come("from there");
        drafts.set("general", { text: "next one", reply: null });
        isTyping = false;
        sync.settle();
        note();
        return JSON.stringify(texts);
      }
      """;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void aDraftKeepsWhatItAnswers() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.enter("Ada");
    bob.say("Do you come?");
    ada.reads("Do you come?").hover();
    ada.message("Do you come?").getByTestId("reply").click();
    ada.page().keyboard().type("I do, as last time");

    ada.goTo("Random");
    assertThat(ada.page().locator(".reply-bar")).isHidden();
    ada.goTo("General");
    answersBob(ada);
    ada.page().reload();
    ada.inside();
    answersBob(ada);

    ada.see("composer").press("Enter");
    assertThat(bob.reads("I do, as last time").locator(".quote")).containsText("Do you come?");
    ada.page().reload();
    ada.inside();
    assertThat(ada.see("composer")).hasValue("");
    assertThat(ada.page().locator(".reply-bar")).isHidden();
  }

  private static void answersBob(Visitor ada) {
    assertThat(ada.see("composer")).hasValue("I do, as last time");
    assertThat(ada.page().locator(".reply-bar")).containsText("Replying to Bob");
    assertThat(ada.page().locator(".reply-bar")).containsText("Do you come?");
  }

  @Test
  void anAnswerThatIsTakenBackStaysTakenBack() {
    Visitor ada = visitors.enter("Ada");
    ada.say("To myself");
    ada.reads("To myself").hover();
    ada.message("To myself").getByTestId("reply").click();
    ada.page().keyboard().type("hm");
    ada.page().keyboard().press("Escape");
    ada.page().reload();
    ada.inside();
    assertThat(ada.see("composer")).hasValue("hm");
    assertThat(ada.page().locator(".reply-bar")).isHidden();
  }

  @Test
  void sendingInOneTabLeavesTheTextOfAnother() {
    Visitor ada = visitors.enter("Ada");
    Page first = ada.page();
    ada.openTab(visitors.address());
    ada.inside();
    Page second = ada.page();
    ada.write("in the second");
    ada.turnTo(first);
    ada.write("in the first");
    ada.see("composer").press("Enter");
    ada.reads("in the first");

    ada.turnTo(second);
    ada.page().reload();
    ada.inside();
    assertThat(ada.see("composer")).hasValue("in the second");
    ada.see("composer").press("Enter");
    ada.reads("in the second");
    for (Page tab : new Page[] {first, second}) {
      ada.turnTo(tab);
      ada.page().reload();
      ada.inside();
      assertThat(ada.see("composer")).hasValue("");
    }
  }

  @Test
  void aNewTabTakesTheTextOverAndTheOldOneKeepsIt() {
    Visitor ada = visitors.enter("Ada");
    ada.write("begun in the first");
    Page first = ada.openTab(visitors.address());
    ada.inside();
    assertThat(ada.see("composer")).hasValue("begun in the first");
    ada.say("ended in the second");
    ada.reads("ended in the second");
    ada.goTo("Random");
    ada.goTo("General");
    assertThat(ada.see("composer")).hasValue("");

    ada.turnTo(first);
    ada.page().reload();
    ada.inside();
    assertThat(ada.see("composer")).hasValue("begun in the first");
  }

  @Test
  void aTextOutlivesItsTab() {
    Visitor ada = visitors.enter("Ada");
    ada.write("for later");
    Page first = ada.openTab("about:blank");
    first.close();
    ada.open(visitors.address());
    ada.inside();
    assertThat(ada.see("composer")).hasValue("for later");
    ada.say("now");
    ada.reads("now");
    ada.openTab(visitors.address());
    ada.inside();
    assertThat(ada.see("composer")).hasValue("");
  }

  @Test
  void whatAnotherUserOfTheBrowserTypedIsNotShared() {
    Visitor ada = visitors.come("Ada");
    assertEquals(
        "[[\"for Ada alone\",\"\"],[null,null],[\"by Bob\",null]]",
        ada.page().evaluate(OF_TWO_USERS));
  }

  @Test
  void theLastOfTheDraftsThatWaitForTheTypingIsTakenOver() {
    Visitor ada = visitors.come("Ada");
    assertEquals(
        "[\"begun here\",\"begun here\",\"\",\"next one\"]",
        ada.page().evaluate(OF_ANOTHER_DEVICE));
  }
}
