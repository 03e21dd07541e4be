export const words = {
  nothingWritten: "Nothing written yet.",
};
