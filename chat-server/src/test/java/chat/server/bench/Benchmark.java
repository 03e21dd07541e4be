package chat.server.bench;

/** A scenario that is measured. Stateless. */
interface Benchmark {
  /** What chooses it on the command line. */
  String name();

  /**
   * Measures and reports; bounded in time.
   *
   * @throws Exception if it could not be measured; what was reported till then stands
   */
  void run(Lab lab, Report report) throws Exception;
}
