package chat.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How messages of any time would stand in the list: the pure part of it, asked in the browser. */
final class RowsIT {
  private static final String ROWS =
      """
      async (said) => {
        const { buildRows } = await import("/js/features/timeline/build-rows.js");
        const { dayName } = await import("/js/lib/time.js");
        const events = said.map(([name, at], index) => ({
          type: "new_message", seq: index + 1, user: { id: name, name, kind: "guest" }, text: "t",
          at, mentions: [],
        }));
        const room = { info: { kind: "public" }, notices: [], line: null, loadingOlder: false };
        const rows = buildRows({
          room, events, pending: [], self: { id: "Me" }, startsLog: false, endsLog: true,
        });
        return rows.map((row) => row.type === "day" ? dayName(row.at, Date.parse("2026-02-03T10:00:00Z"))
          : `${row.isHead ? row.source.user.name : "…"} ${row.source.seq}`);
      }
      """;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void messagesOfOneAuthorWithinFiveMinutesStandTogether() {
    assertEquals(
        List.of("Saturday 31 January", "Ada 1", "… 2", "Bob 3", "Ada 4", "Ada 5"),
        rows(
            "Europe/London",
            List.of("Ada", "2026-01-31T12:00:00.000Z"),
            List.of("Ada", "2026-01-31T12:05:00.000Z"),
            List.of("Bob", "2026-01-31T12:05:01.000Z"),
            List.of("Ada", "2026-01-31T12:05:02.000Z"),
            List.of("Ada", "2026-01-31T12:10:03.000Z")));
  }

  @Test
  void daysAreThoseOfTheReadersOwnCalendar() {
    Object[] said = {
      List.of("Ada", "2025-12-31T10:30:00.000Z"),
      List.of("Ada", "2026-02-01T10:59:00.000Z"),
      List.of("Ada", "2026-02-01T11:01:00.000Z"),
      List.of("Ada", "2026-02-02T11:30:00.000Z")
    };

    assertEquals(
        List.of(
            "31 December 2025", "Ada 1", "Sunday 1 February", "Ada 2", "… 3", "Yesterday", "Ada 4"),
        rows("UTC", said));
    assertEquals(
        List.of(
            "31 December 2025",
            "Ada 1",
            "Sunday 1 February",
            "Ada 2",
            "Yesterday",
            "Ada 3",
            "Today",
            "Ada 4"),
        rows("Pacific/Auckland", said));
  }

  private List<?> rows(String zone, Object... said) {
    Visitor ada =
        visitors.come("Ada", visitors.address(), new NewContextOptions().setTimezoneId(zone));
    return (List<?>) ada.page().evaluate(ROWS, List.of(said));
  }
}
