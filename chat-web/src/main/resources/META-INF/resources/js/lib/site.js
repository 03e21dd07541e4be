// Several servers may share one origin, each below a path of its own. What a browser keeps for an
// origin (storage, databases, channels) is told apart by that path; at the root it has no addition.

/** The folder that the page is in, with a slash at its end. */
export const folder = new URL("./", location.href).pathname;

/** `name`, as it is called on this server's page alone. */
export function ownName(name) {
  return folder === "/" ? name : `${name} ${folder}`;
}
