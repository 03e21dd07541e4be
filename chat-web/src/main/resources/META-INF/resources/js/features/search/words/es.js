import { plural } from "../../../i18n/grammar.js";

const messages = { one: "mensaje", other: "mensajes" };

export const words = {
  searchHint: "Palabras de un mensaje",
  searchScope: "Dónde buscar",
  searchAll: "Todas las salas",
  searchHere: (room) => `Solo ${room}`,
  searchResults: "Resultados de la búsqueda",
  otherRoom: "Otra sala pública",
  searchMore: "Mostrar resultados anteriores",
  searchLead:
    "Encuentra mensajes con todas las palabras, en las salas públicas y en las tuyas, primero los más nuevos. La última palabra puede estar incompleta.",
  searching: "Buscando…",
  foundCount: (count, more) =>
    (more ? `${plural(count, messages)} y más` : plural(count, messages)),
  nothingSaid: (query) =>
    `Sin resultados para «${query}». Los mensajes nuevos tardan un momento en aparecer.`,
  searchTooLong: "Es demasiado largo para buscarlo.",
  searchAgain: "Buscar otra vez",
};
