const SHORTEST_MS = 20;
const LONGEST_MS = 160;

/** Waits for something another process does. @throws after a minute, naming what it waited for. */
export async function waitUntil(holds: () => Promise<boolean>, what: string, limitMs = 60_000): Promise<void> {
  const end = Date.now() + limitMs;
  for (let delayMs = SHORTEST_MS; !(await holds()); delayMs = Math.min(delayMs * 1.5, LONGEST_MS)) {
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}
