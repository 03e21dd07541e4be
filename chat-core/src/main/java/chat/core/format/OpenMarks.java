package chat.core.format;

/**
 * Counts the runs of each mark that may still be closed, so that an address ends before the marks
 * that close behind it. Confined to one thread.
 */
final class OpenMarks {
  private static final String MARKS = "*_~|";

  private final int[] open = new int[MARKS.length()];

  void add(Run run) {
    int mark = MARKS.indexOf(run.mark());
    if (run.canClose() && open[mark] > 0) {
      run.balance(-1);
    } else if (run.canOpen()) {
      run.balance(1);
    }
    open[mark] += run.balance();
  }

  void takeBack(Run run) {
    open[MARKS.indexOf(run.mark())] -= run.balance();
  }

  boolean has(int c) {
    int mark = MARKS.indexOf(c);
    return mark >= 0 && open[mark] > 0;
  }
}
