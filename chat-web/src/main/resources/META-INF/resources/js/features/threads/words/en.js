export const words = {
  thread: "Thread",
  closeThread: "Close thread",
  repliesOf: "Messages of the thread",
  composeReply: "Reply in thread",
  threadGone: "This thread is no longer available.",
  threadClosed: "The message was deleted. It can’t be answered any more.",
};
