package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages are shown with their formatting, and as one plain line where there is one line. */
final class FormattingIT {
  private static final String ALL =
      """
      **Bold**, *italic*, ***both***, ~~strike~~, `code` and ||a **spoiler** here||, @Ada
      > A quote,
      > of *two* lines
      ```java
      int a = 1;
      String longest = "a line that is far too long for the width of a phone, so it has to wrap";
      ```
      Shopping:
      - milk
        - skimmed
      - eggs

      99. [the plan](https://plan.example/a_b) and https://example.org/
      100. **see https://example.org/bold**
      """;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void showsEachConstruct() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.enter("Ada");
    send(bob, ALL);
    Locator text = ada.reads("Shopping").getByTestId("message-text");

    Map<String, List<String>> shown =
        Map.of(
            "strong", List.of("Bold", "both", "spoiler", "see https://example.org/bold"),
            "em", List.of("italic", "both", "two"),
            "s", List.of("strike"),
            "code:not(pre code)", List.of("code"),
            "bdi.mention", List.of("@Ada"),
            "blockquote", List.of("A quote,\nof two lines"),
            ".code-language", List.of("java"),
            "ol > li",
                List.of(
                    "the plan (plan.example) and https://example.org/",
                    "see https://example.org/bold"),
            "ul ul > li", List.of("skimmed"));
    shown.forEach(
        (selector, texts) ->
            assertEquals(texts, text.locator(selector).allTextContents(), selector));
    assertThat(text.locator("pre")).containsText("int a = 1;\nString longest");
    assertThat(text.locator("ol")).hasAttribute("start", "99");
    assertThat(text.locator("ol a").first()).hasAttribute("href", "https://plan.example/a_b");
    assertEquals(
        List.of("https://plan.example/a_b", "https://example.org/", "https://example.org/bold"),
        text.locator("a").evaluateAll("links => links.map(({ href }) => href)"));
  }

  @Test
  void neverShowsMarkupOrForeignSchemes() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.enter("Ada");
    String hostile =
        "<b>x</b> [a](javascript:alert(1)) [b](data:text/html,x) ![c](https://example.org/c.png)";
    send(bob, hostile);
    Locator text = ada.reads("javascript").getByTestId("message-text");
    assertThat(text)
        .hasText("<b>x</b> [a](javascript:alert(1)) [b](data:text/html,x) !c (example.org)");
    assertThat(text.locator("b, img")).hasCount(0);
    assertThat(text.locator("a")).hasCount(1);
  }

  @Test
  void aLinkShowsTheHostThatItLeadsTo() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.enter("Ada");
    Map<String, String> texts =
        Map.of(
            "one [https://bank.example/](https://evil.example/)",
                "one https://bank.example/ (evil.example)",
            "two [a](https://bank.example@evil.example/)", "two a (evil.example)",
            "three [a](https://ex\u0430mple.org/)", "three a (xn--exmple-4nf.org)",
            "four [](https://example.org/b)", "four https://example.org/b",
            "five [write](mailto:ada@example.org)", "five write (ada@example.org)");
    texts.forEach(
        (written, shown) -> {
          send(bob, written);
          String number = written.substring(0, written.indexOf(' '));
          assertThat(ada.reads(number).getByTestId("message-text")).hasText(shown);
        });
  }

  @Test
  void codeIsCopiedByItsButton() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.enter("Ada");
    ada.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    send(bob, "```\na\n  **b**\n\nc\n```");
    Locator message = ada.reads("**b**");
    message.getByTestId("copy-code").click();
    assertThat(ada.page().getByTitle("Copied.")).isVisible();
    assertEquals(
        "a\n  **b**\n\nc", ada.page().evaluate("() => globalThis.navigator.clipboard.readText()"));
    assertThat(ada.page().locator(".reply-bar")).isHidden();
  }

  @Test
  void aSpoilerIsRevealedByKeyboardAndByClick() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.enter("Ada");
    send(bob, "first ||the [butler](https://butler.example/)||");
    Locator first = ada.message("first").getByTestId("spoiler");
    assertThat(first).hasRole(com.microsoft.playwright.options.AriaRole.BUTTON);
    assertThat(first).hasAccessibleName("Show spoiler");
    assertThat(first.locator("a")).isHidden();
    first.focus();
    ada.page().keyboard().press("Enter");
    assertThat(first.locator("a")).isVisible();
    assertThat(first).not().hasAttribute("role", "button");
    assertThat(first).isFocused();
    ada.page().keyboard().press("Tab");
    assertThat(first.locator("a")).isFocused();

    send(bob, "second ||a gardener||");
    Locator second = ada.message("second").getByTestId("spoiler");
    second.click();
    assertThat(second.locator(".spoiler-text")).isVisible();
    assertThat(ada.page().locator(".reply-bar")).isHidden();
  }

  @Test
  void quotesSearchResultsAndAnnouncementsAreOnePlainLine() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.enter("Ada");
    send(bob, "**Zebra** and ||secret||\n> `quoted`\n- one\n- [two](https://two.example/)");
    String plain = "Zebra and (spoiler) quoted \u2022 one \u2022 two";
    Locator message = ada.reads("Zebra");
    assertThat(ada.page().locator("[aria-live] p").filter(hasText("Zebra"))).containsText(plain);

    message.getByTestId("message-text").hover();
    message.getByTestId("reply").click();
    assertThat(ada.page().locator(".reply-text")).containsText(plain);
    ada.say("Yes");
    assertThat(bob.reads("Yes").locator(".quote")).containsText(plain);

    ada.page().keyboard().press("Control+Shift+f");
    ada.see("search-query").fill("quoted");
    assertThat(ada.see("hit").first()).containsText(plain);
    assertThat(ada.see("hit").first().locator("mark")).hasText("quoted");
  }

  private static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void isReadableOnADeskAndOnAPhone(ColorScheme scheme) {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.enter("Ada");
    ada.page()
        .emulateMedia(
            new com.microsoft.playwright.Page.EmulateMediaOptions().setColorScheme(scheme));
    send(bob, ALL);
    ada.reads("Shopping");
    ada.show("formatting-desk-" + scheme);

    NewContextOptions small = Visitors.smallPhone().setColorScheme(scheme);
    Visitor phone = visitors.come("Cleo", visitors.address(), small).enter();
    phone.reads("Shopping").getByTestId("spoiler").tap();
    phone.show("formatting-phone-" + scheme);
  }

  @Test
  void runsFromRightToLeftWhereTheTextDoes() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.enter("Ada");
    send(
        bob,
        "\u05e9\u05dc\u05d5\u05dd **\u05dc\u05db\u05d5\u05dc\u05dd**\n> \u05de\u05d4 \u05d6\u05d4?\n"
            + "- \u05d0\u05d7\u05d3\n- \u05e9\u05ea\u05d9\u05d9\u05dd\n```\nint a = 1;\n```");
    Locator text = ada.reads("\u05e9\u05dc\u05d5\u05dd").getByTestId("message-text");
    for (String block : List.of("blockquote", "ul")) {
      assertEquals("rtl", text.locator(block).evaluate("node => getComputedStyle(node).direction"));
    }
    assertEquals("ltr", text.locator("pre").evaluate("node => getComputedStyle(node).direction"));
    ada.show("formatting-right-to-left");
  }

  /** Enter sends, so the text is put in as a whole. */
  private static void send(Visitor visitor, String text) {
    visitor.write(text);
    visitor.see("send").click();
  }
}
