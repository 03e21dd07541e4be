package chat.server.torture.history;

import chat.server.torture.history.Violation.Invariant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a checker found, and how much it looked at. Immutable. */
public record Verdict(
    List<Violation> violations,
    long sends,
    long retries,
    long acks,
    long duplicates,
    long unchanged,
    long refusals,
    long eventsSeen,
    long ownRead,
    long stored,
    Map<String, Long> storedTypes) {
  /** Copies the list. */
  public Verdict {
    violations = List.copyOf(violations);
    storedTypes = Map.copyOf(storedTypes);
  }

  public Set<Invariant> broken() {
    return violations.stream()
        .map(Violation::broken)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Invariant.class)));
  }

  private long count(Invariant... invariants) {
    Set<Invariant> wanted = Set.of(invariants);
    return violations.stream().filter(each -> wanted.contains(each.broken())).count();
  }

  public String summary() {
    return String.join(
        ", ",
        sends + " sends",
        acks + " acks",
        retries + " retries",
        duplicates + " duplicates answered",
        unchanged + " unchanged",
        refusals + " refusals",
        eventsSeen + " events seen",
        ownRead + " reads of own state",
        stored + " stored " + storedTypes,
        count(Invariant.I1, Invariant.I3, Invariant.I7) + " lost",
        count(Invariant.I2, Invariant.I8) + " doubled",
        count(Invariant.I5, Invariant.I6) + " misordered",
        count(Invariant.I4, Invariant.I11) + " disagreed",
        count(Invariant.I10) + " leaked");
  }

  /** The first of them, a line each. */
  public String details() {
    return violations.stream()
        .limit(20)
        .map(each -> each.broken() + ": " + each.what())
        .collect(Collectors.joining("\n"));
  }
}
