export const words = {
  notificationsIn: (name) => `Notifications in ${name}`,
  levelHour: "Nothing for an hour",
  levelHints: {
    all: "Every message counts as unread; notifications for mentions and private messages",
    mentions: "Only mentions count and notify",
    none: "No badge, no notification",
  },
  levelUntil: (time) => `Until ${time}`,
};
