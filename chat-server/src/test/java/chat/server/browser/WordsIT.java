package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page speaks the language of whoever reads it, all of it. */
final class WordsIT {
  /** What a language has: every key with the kind of its value, and what is wrong with values. */
  private static final String DESCRIBE =
      """
      async (file) => {
        const { words } = await import(file);
        const lines = [];
        const wrong = [];
        const walk = (path, value) => {
          if (typeof value === "function") {
            lines.push(`${path}(${value.length})`);
            // A number is counted and named alike; only who types, comes or goes is a list.
            const given = /\\.(typing|joined|left)$/.test(path) ? ["Ada", "Bob"] : 2;
            const said = value(...Array(value.length).fill(given));
            if (typeof said !== "string" || /undefined|\\[object|NaN/.test(said))
              wrong.push(`${path} says ${said}`);
          } else if (typeof value === "object") {
            const entries = Object.entries(value);
            for (const [key, inner] of entries) walk(`${path}.${key}`, inner);
          } else {
            lines.push(`${path} ${typeof value}`);
            if (value.trim() !== value || value === "") wrong.push(`${path} is blank`);
          }
        };
        walk("", words);
        return [lines.sort(), wrong];
      }
      """;

  /** The features whose words load on demand. */
  private static final String FEATURES =
      """
      import("/js/app/features.js").then(({ dialogs }) =>
        Object.values(dialogs).map(({ words }) => words).filter((feature) => feature))
      """;

  @RegisterExtension final Visitors visitors = new Visitors().with("PRESENCE_GRACE", "0s");

  @Test
  void everyLanguageSaysEverythingThatEnglishSays() {
    Visitor ada = visitors.come("Ada");
    List<?> languages =
        (List<?>) ada.page().evaluate("import('/js/i18n/language.js').then((it) => it.languages)");
    List<?> onDemand = (List<?>) ada.page().evaluate(FEATURES);
    List<String> folders = new ArrayList<>(List.of("/js/i18n/"));
    onDemand.forEach(feature -> folders.add("/js/features/" + feature + "/words/"));

    assertEquals(List.of("en", "de", "es"), languages);
    assertTrue(folders.size() > 2, folders::toString);
    int all = 0;
    for (String folder : folders) {
      Set<Object> english = keys(ada, folder + "en.js");
      all += english.size();
      for (Object language : languages) {
        Set<Object> keys = keys(ada, folder + language + ".js");
        assertEquals(Set.of(), without(english, keys), "not in " + language + " of " + folder);
        assertEquals(Set.of(), without(keys, english), "only in " + language + " of " + folder);
      }
    }
    assertTrue(all > 150, "all of them are found");
  }

  private static Set<Object> keys(Visitor visitor, String file) {
    List<?> described = (List<?>) visitor.page().evaluate(DESCRIBE, file);
    assertEquals(List.of(), described.get(1), file);
    return Set.copyOf((List<?>) described.get(0));
  }

  private static Set<Object> without(Set<Object> all, Set<Object> some) {
    Set<Object> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  @Test
  void aReaderOfGermanIsSpokenToInGermanFromTheFirstWord() {
    List<String> asked = new ArrayList<>();
    Visitor ada = come("de-AT");
    ada.page().onRequest((Request request) -> asked.add(request.url()));
    ada.page().reload();

    assertThat(ada.page().locator("html")).hasAttribute("lang", "de");
    assertThat(ada.page().locator("h1")).hasText("Komm herein");
    assertThat(ada.see("entry-go")).hasText("Zum Chat");
    assertEquals(
        1,
        asked.stream().filter(url -> url.matches(".*/js/i18n/[a-z]{2}\\.js")).distinct().count());
    ada.see("entry-code").fill("NOSUCH");
    ada.see("entry-join-code").click();
    assertThat(ada.see("entry-error")).hasText("Es gibt keinen Raum mit diesem Code.");

    ada.see("entry-name").fill("Ada");
    ada.see("entry-go").click();
    assertThat(ada.see("room-title")).hasText("General");
    Visitor bob = visitors.enter("Bob");
    Visitor eve = visitors.enter("Eve");
    assertThat(ada.see("notice", "Bob ist beigetreten")).isVisible();
    bob.write("I");
    eve.write("I");
    assertThat(ada.see("typing")).hasText(Pattern.compile("(Bob und Eve|Eve und Bob) schreiben…"));
  }

  @Test
  void whoeverReadsNoneOfThemReadsEnglish() {
    Visitor ada = come("fi-FI");

    assertThat(ada.page().locator("html")).hasAttribute("lang", "en");
    assertThat(ada.page().locator("h1")).hasText("Come in");
  }

  @Test
  void anotherLanguageIsChosenOnTheFirstScreenAndWhatWasTypedStays() {
    Visitor ada = visitors.come("Ada");
    ada.see("entry-name").fill("Ada");
    ada.see("entry-code").fill("k7q2mx");

    ada.see("language").selectOption("es");
    assertThat(ada.page().locator("h1")).hasText("Adelante");
    assertThat(ada.see("language")).hasValue("es");
    assertThat(ada.see("entry-name")).hasValue("Ada");
    assertThat(ada.see("entry-code")).hasValue("k7q2mx");
    ada.page().reload();
    assertThat(ada.page().locator("html")).hasAttribute("lang", "es");
  }

  @Test
  void anotherLanguageIsChosenInTheSettingsAndTheDraftStays() {
    Visitor ada = visitors.enter("Ada");
    ada.say("Good morning");
    ada.reads("Good morning");
    ada.write("Half a thou");

    ada.see("settings").click();
    ada.see("language").selectOption("de");
    assertThat(ada.page().locator("html")).hasAttribute("lang", "de");
    assertThat(ada.see("room-title")).hasText("General");
    assertThat(ada.see("composer")).hasValue("Half a thou");
    assertThat(ada.see("composer")).hasAttribute("placeholder", "Nachricht in General");
    assertThat(ada.page().getByText("Heute")).isVisible();
  }

  private Visitor come(String locale) {
    return visitors.come("Ada", visitors.address(), new NewContextOptions().setLocale(locale));
  }
}
