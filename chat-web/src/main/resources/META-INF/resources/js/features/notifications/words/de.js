export const words = {
  notificationsIn: (name) => `Benachrichtigungen in ${name}`,
  levelHour: "Eine Stunde lang nichts",
  levelHints: {
    all: "Jede Nachricht zählt als ungelesen; benachrichtigt wird bei Erwähnungen und privaten Nachrichten",
    mentions: "Nur Erwähnungen zählen und benachrichtigen",
    none: "Kein Zähler, keine Benachrichtigung",
  },
  levelUntil: (time) => `Bis ${time}`,
};
