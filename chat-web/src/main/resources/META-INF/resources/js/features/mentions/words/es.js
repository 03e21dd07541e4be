export const words = {
  noMentions: "Nadie te ha mencionado todavía.",
  moreMentions: "Mostrar menciones anteriores",
};
