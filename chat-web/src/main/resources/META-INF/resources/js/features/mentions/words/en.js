export const words = {
  noMentions: "Nobody has mentioned you yet.",
  moreMentions: "Show older mentions",
};
