/** What is made of pictures before they are sent. */
export class Pictures {
  /** Resolves to {thumbhash, preview?, previewType?} of a picture; null for what the browser cannot draw. */
  async describe() {
    return null;
  }
}
