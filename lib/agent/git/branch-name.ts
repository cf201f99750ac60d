const FORBIDDEN = /[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|^[/-]|[/.]$|^@$/u;

/** Whether git takes it as a branch name (`git check-ref-format --branch`); also refuses `@`, which means HEAD. */
export function isBranchName(name: string): boolean {
  if (name === "" || name === "HEAD" || FORBIDDEN.test(name)) return false;
  return name.split("/").every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
}
