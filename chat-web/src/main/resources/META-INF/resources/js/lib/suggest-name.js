const MANNERS = "Amber Bold Brisk Calm Clever Coral Eager Fond Gentle Golden Happy Jolly Keen Kind Lively Lucky Merry Mild Neat Nimble Olive Plucky Proud Quick Quiet Ruby Silver Sunny Swift Tidy Warm Witty".split(" ");
const ANIMALS = "Badger Beaver Bison Crane Curlew Deer Dolphin Dove Falcon Finch Fox Gecko Hare Hedgehog Heron Ibex Jay Koala Lark Lynx Marten Mole Newt Otter Owl Panda Puffin Raven Robin Seal Swan Wren".split(" ");

/** A name to begin with: friendly, and seldom taken. */
export function suggestName(random = Math.random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  return `${pick(MANNERS)}${pick(ANIMALS)}${10 + Math.floor(random() * 90)}`;
}
