export const words = {
  thread: "Thread",
  closeThread: "Thread schließen",
  repliesOf: "Nachrichten des Threads",
  composeReply: "Im Thread antworten",
  threadGone: "Diesen Thread gibt es nicht mehr.",
  threadClosed: "Die Nachricht wurde gelöscht. Antworten sind nicht mehr möglich.",
  followThread: "Thread folgen",
  noThreads: "Du folgst noch keinem Thread. Antworte in einem, um ihm zu folgen.",
  threadRootGone: "Die erste Nachricht gibt es nicht mehr.",
  repliesInRoom: "Antworten auch im Raum zeigen",
  repliesFolded: "Antworten stehen jetzt nur in ihren Threads.",
  repliesShown: "Antworten stehen jetzt auch im Raum.",
};
