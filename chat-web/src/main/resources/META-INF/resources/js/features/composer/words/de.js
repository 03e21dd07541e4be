export const words = {
  nothingWritten: "Noch nichts geschrieben.",
};
