package chat.core.internal.file;

/** The bytes are not of the format that they begin as. Never leaves the package. */
public final class Malformed extends Exception {
  private static final long serialVersionUID = 1;

  public Malformed(String reason) {
    super(reason, null, false, false);
  }
}
