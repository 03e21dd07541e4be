package chat.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What copied HTML becomes: marks that look like it, whatever it is made of. */
final class RichTextIT {
  private static final String MARKED =
      """
      (html) => import("/js/lib/rich/marked.js").then(
        ({ markedText }) => markedText(html, "")?.text ?? null)
      """;

  /** Of each text its letters as they are shown, or null where it stays plain. */
  private static final String SHOWN_LETTERS =
      """
      async (all) => {
        const { markedText } = await import("/js/lib/rich/marked.js");
        const { parse } = await import("/js/lib/format/parse.js");
        const { plainText } = await import("/js/lib/format/plain.js");
        return all.map((html) => {
          const made = markedText(html, "");
          return made && plainText(parse(made.text), "?").replace(/[^a-z]/g, "");
        });
      }
      """;

  private static final int DOCUMENTS = 2_000;
  private static final int LARGEST = 990_000;

  private static final List<String> ELEMENTS =
      List.of(
          "b",
          "i",
          "s",
          "code",
          "a href='https://a.example/1'",
          "p",
          "div",
          "span",
          "ul",
          "ol",
          "li",
          "blockquote",
          "h2",
          "table",
          "tr",
          "td",
          "th",
          "strong style='font-weight: 400'",
          "em",
          "pre",
          "tbody",
          "a href='javascript:x'",
          "span style='font-style: italic'");
  private static final List<String> PIECES =
      List.of(
          "<br>",
          "<!-- no -->",
          "<script>if (a < b) no()</script>",
          "</b>",
          "</p>",
          "</table>",
          "<hr>",
          " ",
          "\n",
          "&nbsp;",
          "&amp;",
          "&lt;",
          "a*b",
          "a_b",
          "a`b",
          "a~b",
          "a\\b",
          "a[b",
          "a]b",
          "1. ",
          "- ",
          "> ",
          "<img src=x alt=no>",
          "<!doctype no>",
          "<style>no</style>",
          "< ");

  /** HTML and what it becomes; a stroke stands for the end of a line. */
  private static final List<String> FORMATTED =
      List.of(
          "a <b>bold </b>word, <i>it</i><b>b</b>, <s>gone</s> # a **bold** word, *it***b**, ~~gone~~",
          "<p>One <strong>two <em>three</em></strong></p><p>Four</p> # One **two *three***||Four",
          "<a href='https://a.example/b_c(d)'>the [plan]</a> # [the \\[plan\\]](<https://a.example/b_c(d)>)",
          "<i>see</i> <a href='https://a.example/'>https://a.example</a> # *see* https://a.example",
          "<a href='javascript:alert(1)'>x</a> <i>y</i> # x *y*",
          "<ul><li>one</li><li>two<ul><li>in <b>ner</b></li></ul></li></ul> # - one|- two|  - in **ner**",
          "<ul><li>a</li><ul><li>b</li></ul></ul><ol start=3><li>x<li>y</ol> # - a|  - b|3. x|4. y",
          "<ul><li>a</ul><ul><li>b</ul> # - a|* b",
          "<p>x</p><ol start=5><li>five</ol> # x||5. five",
          "<blockquote><p>q</p></blockquote><p>z <code>x`y</code></p> # > q|z `` x`y ``",
          "<pre><code class='language-java'>int a;|  b();|</code></pre> # ```java|int a;|  b();|```",
          "<b style='font-weight: normal'><span style='font-weight: 700'>B</span> c</b> # **B** c",
          "<i>c*d</i> 2 * 3 * 4 <b>_x_</b> # *c\\*d* 2 \\* 3 \\* 4 **\\_x\\_**",
          "foo<b>bar.</b>baz <i>q</i> # foobar.baz q",
          "<p>- no list <b>b</b></p> # \\- no list **b**",
          "<h2>Title</h2><div>text<br>more</div> # **Title**||text|more",
          "<b>&auml;&#x1F600;&lt;&nbsp;&unknown;</b> # **\u00e4\uD83D\uDE00< &unknown;**",
          "<table><tr><td><ul><li>a</ul></td><td>b</td></tr></table> # - a|b",
          "<bdi class='mention is-self' style='font-weight: 600'>@Bob</bdi> <i>x</i> # @Bob *x*",
          "<div style='font-family: Consolas, monospace; white-space: pre'><div><i>// a</i></div>"
              + "<div>  b();</div><br><div>c</div></div> # ```|// a|  b();||c|```");

  private static final List<String> UNFORMATTED =
      List.of(
          "plain",
          "<p>plain</p><div>text</div>",
          "<span style='font-weight: 400; white-space: pre'>plain</span>",
          "<table><tr><td>one cell</td></tr></table>",
          "<div style='font-family: Menlo; white-space: pre'><div><b>one</b>: line</div></div>",
          "<a href='https://a.example/'>https://a.example/</a><script>no()</script>",
          "");

  private static final List<String> HOSTILE =
      List.of(
          "<",
          "<a ",
          "<a b=\"",
          "<a href='",
          "<!--",
          "</",
          "<b>",
          "<b><i>",
          "&#",
          "<table><tr><td>",
          "<li>",
          "<script>",
          "*",
          "`",
          "[",
          "<i>*</i>",
          "<code>`</code>",
          "<b>x</b> ",
          "<p>",
          "\u6f22",
          "a\n");

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void formattingBecomesMarks() {
    Visitor ada = visitors.come("Ada");
    for (String each : FORMATTED) {
      String[] sides = each.replace('|', '\n').split(" # ", -1);
      assertEquals(sides[1], ada.page().evaluate(MARKED, sides[0]), each);
    }
  }

  @Test
  void textWithoutFormattingStaysPlain() {
    Visitor ada = visitors.come("Ada");
    for (String html : UNFORMATTED) {
      assertNull(ada.page().evaluate(MARKED, html), html);
    }
  }

  /** However badly it is made: all letters are shown, in their order, and no others. */
  @Test
  void noLetterIsLostOrAdded() {
    Visitor ada = visitors.come("Ada");
    Random random = new Random(20_261_130);
    List<String> documents = new ArrayList<>();
    List<String> letters = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      StringBuilder html = new StringBuilder("<b>w</b> ");
      StringBuilder shown = new StringBuilder("w");
      write(random, html, shown, 0);
      documents.add(html.toString());
      letters.add(shown.toString());
    }
    List<?> found = (List<?>) ada.page().evaluate(SHOWN_LETTERS, documents);
    for (int i = 0; i < DOCUMENTS; i++) {
      assertEquals(letters.get(i), found.get(i), documents.get(i));
    }
  }

  private static void write(Random random, StringBuilder html, StringBuilder shown, int depth) {
    int pieces = random.nextInt(6);
    for (int i = 0; i < pieces; i++) {
      int kind = random.nextInt(4);
      if (kind == 0 && depth < 5) {
        String element = ELEMENTS.get(random.nextInt(ELEMENTS.size()));
        html.append('<').append(element).append('>');
        write(random, html, shown, depth + 1);
        if (random.nextInt(5) > 0) {
          html.append("</").append(element.replaceAll(" .*", "")).append('>');
        }
      } else if (kind == 1) {
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        html.append(piece);
        shown.append(piece.matches("a.b") ? "ab" : "");
      } else {
        char letter = (char) ('a' + random.nextInt(26));
        html.append(letter).append(random.nextBoolean() ? " " : "");
        shown.append(letter);
      }
    }
  }

  /** Work that grew faster than the text would not end. */
  @Test
  void theLargestHostileTextComesToAnEnd() {
    Visitor ada = visitors.come("Ada");
    for (String piece : HOSTILE) {
      String html = "<b>x</b>" + piece.repeat(LARGEST / piece.length());
      Object made = ada.page().evaluate(MARKED, html);
      assertTrue(made == null || ((String) made).startsWith("**x**"), piece);
      assertNull(ada.page().evaluate(MARKED, html + " ".repeat(20_000)), piece);
    }
  }
}
