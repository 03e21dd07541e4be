/** Where a file is read. The name in the address is for people alone, so what servers may refuse is left out. */
export function fileAddress({ apiUrl }, { id, name }) {
  const plain = name.replace(/[^\p{L}\p{N}._ -]/gu, "_").replace(/^\.+/, "_");
  // The preview is under a name that none of the others has.
  const last = plain === "preview" ? "_preview" : plain;
  return new URL(`../files/${id}/${encodeURIComponent(last)}`, apiUrl).href;
}

/** The picture that is shown in a list: the preview, where there is one. */
export function previewAddress(server, file) {
  if (!file.preview) return fileAddress(server, file);
  return new URL(`../files/${file.id}/preview`, server.apiUrl).href;
}
