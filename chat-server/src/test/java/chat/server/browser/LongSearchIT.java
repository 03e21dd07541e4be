package chat.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the page does with replies to a search that takes long, which the test gives it. */
final class LongSearchIT {
  private static final String SEARCH =
      """
      async () => {
        const { Search } = await import("/js/features/search/search.js");
        const replies = [
          { hits: [], more: true, cursor: "c" },
          { hits: [], more: true, cursor: "b" },
          { hits: ["first"], more: true, cursor: "a" },
          { hits: [], more: true, cursor: "9" },
          { hits: [], more: false },
        ];
        const asked = [];
        const connection = new EventTarget();
        connection.request = async ({ cursor }) => {
          asked.push(cursor ?? "");
          return replies.shift();
        };
        const search = new Search({ connection, store: { state: { self: null } } });
        await search.find("tea", null);
        const found = [search.hits.join(), search.hasMore, asked.join()];
        await search.more();
        return [...found, search.hits.join(), search.hasMore, asked.join()].join(" ");
      }
      """;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void goesOnUntilSomethingIsFoundOrNothingIsLeft() {
    Visitor ada = visitors.enter("Ada");
    assertEquals("first true ,c,b first false ,c,b,a,9", ada.page().evaluate(SEARCH));
  }
}
