import { plural } from "../../../i18n/grammar.js";

export const words = {
  attachments: "Attachments",
  noFiles: "You can’t send files here.",
  dropFiles: "Drop files here to attach them",
  mostFiles: (count) => `A message can have at most ${count} files.`,
  filesAttached: (count) => `${plural(count, { one: "file", other: "files" })} attached.`,
  describe: "Describe",
  describeFile: (name, alt) => `Describe ${name}${alt === "" ? "" : `: ${alt}`}`,
  removeFile: (name) => `Remove ${name}`,
  removeFailed: (name) => `Remove ${name} or try it again; then send.`,
  uploading: (name) => `Uploading ${name}`,
  uploaded: (sent, all) => `${sent} of ${all}`,
  fileUnkept: "Not saved on this device: keep this page open",
  fileTooLarge: (most) => `Too large: at most ${most}.`,
  filesForbidden: "The server doesn’t accept files from you now.",
  uploadFailed: "The upload failed.",
};
