export const words = {
  thread: "Thread",
  closeThread: "Close thread",
  repliesOf: "Messages of the thread",
  composeReply: "Reply in thread",
  threadGone: "This thread is no longer available.",
  threadClosed: "The message was deleted. It can’t be answered any more.",
  followThread: "Follow thread",
  noThreads: "You follow no threads yet. Reply to a thread to follow it.",
  threadRootGone: "The first message is no longer available.",
  repliesInRoom: "Show replies in the room too",
  repliesFolded: "Replies now show in their threads only.",
  repliesShown: "Replies now show in the room too.",
};
