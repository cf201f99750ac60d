/** `Harbor.UserAuth` for `harbor/user_auth`, as Elixir names modules after files. */
export function toModuleName(path: string): string {
  return path
    .split("/")
    .map((segment) => segment.split("_").map(capitalise).join(""))
    .join(".");
}

/** `harbor/user_auth` for `Harbor.UserAuth`. */
export function toModulePath(module: string): string {
  return module
    .split(".")
    .map((segment) => segment.replace(/([a-z0-9])([A-Z])/g, "$1_$2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2"))
    .join("/")
    .toLowerCase();
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
