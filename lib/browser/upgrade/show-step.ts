/** Puts a step into the address without asking the server: all of the upgrade is here already. */
export function showStep(path: string): void {
  if (`${window.location.pathname}${window.location.search}` !== path) window.history.pushState(null, "", path);
  document.getElementById("main")?.scrollIntoView({ block: "start" });
}

/** Keeps the step in the address, so that it stays on the screen when it is done. */
export function pinStep(path: string): void {
  window.history.replaceState(null, "", path);
}
