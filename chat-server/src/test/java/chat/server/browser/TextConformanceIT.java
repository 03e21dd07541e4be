package chat.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.conformance.TextCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page's modules read texts as the server does: as the conformance file says. */
final class TextConformanceIT {
  /** What the page reads in each text: mentions, links, whom it is for, and words. */
  private static final String READ =
      """
      async ([texts, users]) => {
        const { parse } = await import("/js/lib/format/parse.js");
        const { addressed, findMentions } = await import("/js/lib/mentions.js");
        const { foldName, foldedWords } = await import("/js/lib/fold-text.js");
        const names = new Set(users);
        const isKnown = (name) => names.has(foldName(name));
        const links = (nodes) =>
          nodes.flatMap(({ kind, text, url, children = [] }) =>
            kind === "url" ? [text] : kind === "link" ? [url] : links(children),
          );
        const privateTo = (text) => {
          const readings = addressed(text);
          if (readings.length === 0) return "-";
          const reading = readings.find(({ name, isGroup }) => isGroup || isKnown(name));
          return reading?.isGroup ? "-" : foldName(reading?.name ?? "?");
        };
        return texts.map((text) => [
          findMentions(text, isKnown).map(({ start, end }) => `${text.slice(start, end)}:${start}`),
          links(parse(text)),
          privateTo(text),
          foldedWords(text),
        ]);
      }
      """;

  /**
   * How much longer each parser takes for four times the text, at the least of several tries: about
   * 4 when it is linear, 16 when it is quadratic. A try repeats its work until it can be measured.
   */
  private static final String GROWTH =
      """
      async (parts) => {
        const { parse } = await import("/js/lib/format/parse.js");
        const { findLinks } = await import("/js/lib/linkify.js");
        const { addressed, findMentions, mentionBefore } = await import("/js/lib/mentions.js");
        const { finder, foldText, foldedWords } = await import("/js/lib/fold-text.js");
        const { beginning, shorten } = await import("/js/lib/graphemes.js");
        const { plainWithMarks } = await import("/js/lib/format/plain.js");
        const { highlightMatches } = await import("/js/lib/highlight.js");
        const { sendable, shownText } = await import("/js/lib/text.js");
        const parsers = {
          findLinks,
          parse,
          addressed,
          foldText,
          foldedWords,
          sendable,
          plainWithMarks: (text) => plainWithMarks(text, [{ start: 1, end: text.length - 1 }]),
          findMentions: (text) => findMentions(text, () => false),
          mentionBefore: (text) => mentionBefore(text, text.length),
          finder: (text) => finder("zz")(text),
          shorten: (text) => shorten(text, 140),
          beginning: (text) => beginning(text, text.length - 1),
          shownText: (text) => shownText(text, false, { name: "zz" }),
          highlightMatches: (text) =>
            highlightMatches(text, [...text].map((_, start) => ({ start, end: start + 2 }))),
        };
        const time = (parse, text, times) => {
          const begun = performance.now();
          for (let i = 0; i < times; i++) parse(text);
          return performance.now() - begun;
        };
        const growth = (parse, short, long) => {
          let times = 1;
          while (time(parse, short, times) < 2) times *= 2;
          return time(parse, long, times) / time(parse, short, times);
        };
        const steep = [];
        for (const part of parts) {
          const text = (length) => part.repeat(Math.ceil(length / part.length)).slice(0, length);
          for (const [name, parse] of Object.entries(parsers)) {
            let least = Infinity;
            for (let tries = 0; tries < 12 && least > 8; tries++)
              least = Math.min(least, growth(parse, text(4_000), text(16_000)));
            if (least > 8) steep.push(`${name} of ${part}: ${least}`);
          }
        }
        return steep;
      }
      """;

  private static final List<String> HOSTILE =
      List.of(
          "@",
          "@a",
          "@a@",
          "a@a.",
          "a@",
          "a.",
          "`",
          "` ``",
          "` a",
          "`  a ``  ",
          "```\n",
          "``` a",
          "*a",
          "**a*_",
          "~~a||",
          "[a](",
          "> - ",
          "- a\n",
          "http://",
          "http://a/(",
          "(http://a/",
          "http://a" + ".".repeat(1_300) + "x" + ")".repeat(2_600),
          "http://a.",
          "http://a/!?",
          "www.",
          "www.a.",
          "www.\u770b",
          "'http://a/'",
          "\u5c0f",
          "@\u5c0f\u660e",
          "a\u0301",
          "\u0301",
          "\ud83d\udc68\u200d",
          "\ud83c\udde9",
          "\u0e01\u0e33",
          "\u05e9\u05c1",
          "-",
          "_",
          " ",
          "\u3000@");

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void thePageReadsTextsAsTheFileSays() {
    List<TextCase> cases = TextCase.all();
    Visitor ada = visitors.come("Ada");
    List<?> texts = cases.stream().map(TextCase::input).toList();
    List<?> read =
        (List<?>) ada.page().evaluate(READ, List.of(texts, List.copyOf(TextCase.users())));

    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      TextCase expected = cases.get(i);
      List<?> got = (List<?>) read.get(i);
      List<Object> wanted = new ArrayList<>();
      wanted.add(expected.mentions().stream().map(it -> it.text() + ":" + it.start()).toList());
      wanted.add(expected.links());
      wanted.add(expected.privateTo());
      wanted.add(expected.words().<Object>map(words -> words).orElse(got.get(3)));
      if (!wanted.equals(got)) {
        wrong.add(expected.input() + " is " + got + ", not " + wanted);
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void everyParserOfThePageTakesTimeInProportionToTheText() {
    Visitor ada = visitors.come("Ada");

    assertEquals(List.of(), ada.page().evaluate(GROWTH, HOSTILE));
  }

  @Test
  void aLinkShowsWhereItLeadsWhenItLooksOtherwise() {
    Visitor ada = visitors.enter("Ada");
    Map<String, String> shown =
        Map.of(
            "https://example.org/a", "https://example.org/a",
            "https://bank.example@evil.example/",
                "https://bank.example@evil.example/ (evil.example)",
            "https://ex\u0430mple.org/", "https://ex\u0430mple.org/ (xn--exmple-4nf.org)",
            "https://m\u00fcnchen.example/", "https://m\u00fcnchen.example/",
            "www.example.com", "www.example.com",
            "ada@example.org", "ada@example.org");
    Map<String, String> leads =
        Map.of(
            "https://example.org/a", "https://example.org/a",
            "https://bank.example@evil.example/", "https://bank.example@evil.example/",
            "https://ex\u0430mple.org/", "https://xn--exmple-4nf.org/",
            "https://m\u00fcnchen.example/", "https://xn--mnchen-3ya.example/",
            "www.example.com", "https://www.example.com/",
            "ada@example.org", "mailto:ada@example.org");
    shown.forEach(
        (written, text) -> {
          ada.say("see " + written + " please");
          var link = ada.reads("see " + written).getByTestId("message-text").locator("a");
          assertEquals(text, link.textContent());
          assertEquals(leads.get(written), link.getAttribute("href"));
        });
  }
}
