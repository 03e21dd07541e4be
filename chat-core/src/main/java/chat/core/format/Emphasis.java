package chat.core.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs the runs of marks of a paragraph, by the algorithm "process emphasis" of CommonMark 0.31.2,
 * appendix. Each run is visited a bounded number of times: what is between a pair is dropped, and
 * no kind of run is looked for again where none was found. A pair that would be a level too many is
 * text; inner pairs are found first. Confined to one thread.
 */
final class Emphasis {
  /** A run, or a bracket or the beginning if null, and the most levels between it and the next. */
  private static final class Entry {
    private final Run run;
    private int height;

    Entry(Run run) {
      this.run = run;
    }

    void raise(int to) {
      height = Math.max(height, to);
    }
  }

  private record Kind(char mark, boolean canOpen, int rest) {}

  private final Source source;
  private final int limit;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * @param depth the levels around the paragraph
   */
  Emphasis(Source source, int depth) {
    this.source = source;
    this.limit = Node.MAX_DEPTH - depth;
    entries.add(new Entry(null));
  }

  void add(Run run) {
    entries.add(new Entry(run));
  }

  /** Takes back the run that was added last. */
  void takeBack() {
    entries.remove(entries.size() - 1);
  }

  /** Remembers a bracket; returns the place to pass to {@link #enclose}. */
  int mark() {
    entries.add(new Entry(null));
    return entries.size() - 1;
  }

  /** Makes a link of what follows a bracket; false if that is a level too many. */
  boolean enclose(int place) {
    int height = pair(place) + 1;
    if (height > limit) {
      return false;
    }
    entries.subList(place, entries.size()).clear();
    entries.get(place - 1).raise(height);
    return true;
  }

  /** Pairs the runs after a place; returns how many levels there are. */
  int pair(int place) {
    List<Entry> after = entries.subList(place + 1, entries.size());
    List<Entry> open = new ArrayList<>();
    open.add(entries.get(place));
    Map<Kind, Integer> floors = new HashMap<>(); // of a closer: no opener is before it
    for (Entry entry : after) {
      source.step();
      while (entry.run != null && entry.run.canClose() && entry.run.left() > 0) {
        if (!close(open, floors, entry.run)) {
          break;
        }
      }
      if (entry.run != null && entry.run.canOpen() && entry.run.left() > 0) {
        open.add(entry);
      } else {
        open.get(open.size() - 1).raise(entry.height);
      }
    }
    after.clear();
    drop(open, 0);
    return entries.get(place).height;
  }

  /** Pairs a run with the nearest one that opens; whether there was one. */
  private boolean close(List<Entry> open, Map<Kind, Integer> floors, Run closer) {
    Kind kind = new Kind(closer.mark(), closer.canOpen(), closer.length() % 3);
    int floor = floors.getOrDefault(kind, 0);
    int at = open.size() - 1;
    while (at > 0 && open.get(at).run.start() >= floor && !open.get(at).run.matches(closer)) {
      source.step();
      at--;
    }
    if (at == 0 || open.get(at).run.start() < floor) {
      floors.put(kind, closer.start());
      return false;
    }
    drop(open, at);
    Entry opener = open.get(at);
    if (opener.height >= limit) {
      drop(open, 0); // what opens before it would be a level too many as well
      return false;
    }
    opener.run.pairWith(closer);
    opener.height++;
    if (opener.run.left() == 0) {
      drop(open, at - 1);
    }
    return true;
  }

  /** Drops the entries above {@code at}; what was between them is now right of that one. */
  private static void drop(List<Entry> open, int at) {
    while (open.size() - 1 > at) {
      int height = open.remove(open.size() - 1).height;
      open.get(open.size() - 1).raise(height);
    }
  }
}
