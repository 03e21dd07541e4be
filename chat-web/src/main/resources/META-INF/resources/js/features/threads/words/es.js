export const words = {
  thread: "Hilo",
  closeThread: "Cerrar el hilo",
  repliesOf: "Mensajes del hilo",
  composeReply: "Responder en el hilo",
  threadGone: "Este hilo ya no está disponible.",
  threadClosed: "El mensaje se eliminó. Ya no se puede responder.",
  followThread: "Seguir el hilo",
  noThreads: "Aún no sigues ningún hilo. Responde en uno para seguirlo.",
  threadRootGone: "El primer mensaje ya no está disponible.",
  repliesInRoom: "Mostrar las respuestas también en la sala",
  repliesFolded: "Ahora las respuestas solo aparecen en sus hilos.",
  repliesShown: "Ahora las respuestas aparecen también en la sala.",
};
