export const words = {
  inviteTo: (room) => `Invitar a gente a ${room}`,
  inviteLead: "Quien tenga el enlace puede unirse, hasta que se revoque.",
  makeInviteLink: "Crear un enlace",
  invitesInForce: "Enlaces activos",
  noInvites: "No hay enlaces activos: nadie puede unirse.",
  inviteBy: (name) => `Enlace de ${name}`,
  inviteByYou: "Tu enlace",
  inviteBySomebody: "Enlace de alguien que no está aquí",
  inviteMade: (ago) => `Creado ${ago}`,
  inviteTakenBack: "Enlace revocado. Quien se unió con él se queda.",
  mayNotTakeBack: "Solo puede revocarlo quien lo creó, quien creó la sala o un administrador.",
  invitesFull: "Hay demasiados enlaces activos. Revoca alguno antes.",
};
