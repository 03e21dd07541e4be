package chat.server.torture.history;

import chat.server.torture.history.Violation.Invariant;
import java.util.ArrayList;
import java.util.List;

/** Judges a history, entry by entry and then as a whole. Confined to one thread. */
abstract sealed class Check
    permits KeepingCheck, WatchingCheck, OrderCheck, FoldCheck, ViewCheck, OwnCheck {
  final Stored stored;
  private final List<Violation> violations = new ArrayList<>();

  Check(Stored stored) {
    this.stored = stored;
  }

  /** Takes the entry at {@code position}. */
  abstract void take(int position, History.Entry entry);

  /** After the last entry. */
  abstract void end();

  final void broken(Invariant invariant, String what) {
    violations.add(new Violation(invariant, what));
  }

  final List<Violation> violations() {
    return violations;
  }
}
