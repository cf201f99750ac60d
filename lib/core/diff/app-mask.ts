import type { AppFacts } from "@/lib/core/classify/classification";

/** What a fingerprint hides, so that the same hunk is recognised in another app. */
export type AppNames = Pick<AppFacts, "otpApp" | "baseModule" | "webFolder">;

/** Hides an app's names. */
export type AppMask = {
  /** Offsets at which a name stands in a text, as whole word or path segment, rising. */
  readonly offsetsIn: (text: string) => readonly number[];
  /** Exact bytes with the names replaced; the same bytes when there are none. */
  readonly hide: (bytes: Uint8Array) => Uint8Array;
};

/**
 * Hides the app's base module and OTP name, and those of its web part, wherever they stand as a whole
 * word or path segment.
 */
export function createAppMask(names: AppNames): AppMask {
  const masks = toMasks(names);
  const words = [...masks.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<![A-Za-z0-9_])(?:${words.map(escapePattern).join("|")})(?![A-Za-z0-9_])`, "g");
  // Looking for a fixed text is many times faster than the pattern; most texts hold none of them.
  const needles = words.filter((word) => !words.some((other) => other !== word && word.includes(other)));
  const mayHold = (text: string) => needles.some((needle) => text.includes(needle));
  return {
    offsetsIn: (text) => (mayHold(text) ? findOffsets(text, pattern) : []),
    hide: (bytes) => {
      const text = toByteText(bytes);
      const masked = mayHold(text) ? text.replace(pattern, (name) => masks.get(name) ?? name) : text;
      return masked === text ? bytes : Uint8Array.from(masked, (character) => character.charCodeAt(0));
    },
  };
}

/** As `matchAll`, which copies the pattern each time. */
function findOffsets(text: string, pattern: RegExp): readonly number[] {
  const offsets: number[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) offsets.push(match.index);
  return offsets;
}

function toMasks({ otpApp, baseModule, webFolder }: AppNames): Map<string, string> {
  const webApp = webFolder.slice(webFolder.lastIndexOf("/") + 1);
  const masks = new Map([
    [webApp, "\0app_web"],
    [`${otpApp}_web`, "\0app_web"],
    [otpApp, "\0app"],
    [`${baseModule}Web`, "\0AppWeb"],
    [baseModule, "\0App"],
  ]);
  // A bare "web" is a word of every Phoenix app, not this one's name.
  for (const word of ["", "web", "Web", "_web"]) masks.delete(word);
  return masks;
}

/** One character per byte, so that masking works on any content and loses none of it. */
function toByteText(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

function escapePattern(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
