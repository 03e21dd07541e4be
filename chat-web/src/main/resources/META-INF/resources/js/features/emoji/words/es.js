import { plural } from "../../../i18n/grammar.js";

const emojiCount = (count) => plural(count, { one: "emoji", other: "emojis" });

export const words = {
  emojiPicker: "Emojis",
  emojiSearch: "Buscar emoji",
  emojiLoading: "Cargando emojis…",
  emojiFound: (count) => (count === 0 ? "No se encontró ningún emoji." : emojiCount(count)),
  emojiResults: "Resultados",
  emojiRecent: "Usados recientemente",
  emojiGroupsName: "Categorías",
  emojiGroups: {
    0: "Caritas y emociones",
    1: "Personas y cuerpo",
    3: "Animales y naturaleza",
    4: "Comida y bebida",
    5: "Viajes y lugares",
    6: "Actividades",
    7: "Objetos",
    8: "Símbolos",
    9: "Banderas",
  },
  skinTone: "Tono de piel",
  skinToneNow: (tone) => `Tono de piel (ahora: ${tone})`,
  noSkinTone: "predeterminado",
  emojiMenu: "Emojis para insertar",
  emojiOffer: (count) => `${emojiCount(count)}, elige con las flechas`,
};
