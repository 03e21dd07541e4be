/** What went wrong (the `cause`), and beside which field of the first screen it belongs. */
export class EntryError extends Error {
  constructor(field, cause) {
    super(cause.message, { cause });
    this.field = field;
  }
}
