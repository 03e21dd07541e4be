export const words = {
  nothingWritten: "Aún no hay nada escrito.",
};
