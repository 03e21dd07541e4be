export const words = {
  noMentions: "Noch hat dich niemand erwähnt.",
  moreMentions: "Ältere Erwähnungen zeigen",
};
