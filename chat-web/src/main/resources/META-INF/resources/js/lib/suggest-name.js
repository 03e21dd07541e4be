const MANNERS = wordsIn(`
  Amber Bold Brisk Calm Clever Coral Eager Fond Gentle Golden Happy Jolly Keen Kind Lively Lucky
  Merry Mild Neat Nimble Olive Plucky Proud Quick Quiet Ruby Silver Sunny Swift Tidy Warm Witty
`);

const ANIMALS = wordsIn(`
  Badger Beaver Bison Crane Curlew Deer Dolphin Dove Falcon Finch Fox Gecko Hare Hedgehog Heron
  Ibex Jay Koala Lark Lynx Marten Mole Newt Otter Owl Panda Puffin Raven Robin Seal Swan Wren
`);

/** A name to begin with: friendly, and seldom taken. */
export function suggestName(random = Math.random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  return `${pick(MANNERS)}${pick(ANIMALS)}${10 + Math.floor(random() * 90)}`;
}

/** The same name with a number behind it, for when it is taken. */
export function anotherName(name, random = Math.random) {
  const base = name.replace(/-\d+$/, "").slice(0, 28);
  return `${base}-${2 + Math.floor(random() * 98)}`;
}

function wordsIn(text) {
  return text.trim().split(/\s+/);
}
