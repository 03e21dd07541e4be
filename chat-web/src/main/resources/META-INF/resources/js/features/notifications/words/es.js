export const words = {
  notificationsIn: (name) => `Notificaciones en ${name}`,
  levelHour: "Nada durante una hora",
  levelHints: {
    all: "Cada mensaje cuenta como no leído; se notifican las menciones y los mensajes privados",
    mentions: "Solo las menciones cuentan y se notifican",
    none: "Sin contador ni notificaciones",
  },
  levelUntil: (time) => `Hasta ${time}`,
};
