import type { AppFacts } from "@/lib/core/classify/classification";

/** What a fingerprint hides, so that the same hunk is recognised in another app. */
export type AppNames = Pick<AppFacts, "otpApp" | "baseModule" | "webFolder">;

/** Replaces an app's names in exact bytes; returns the same bytes when there are none. */
export type AppMask = (bytes: Uint8Array) => Uint8Array;

const asciiView = new TextDecoder("windows-1252");

/**
 * Hides the app's base module and OTP name, and those of its web part, wherever they stand as a whole
 * word or path segment.
 */
export function createAppMask({ otpApp, baseModule, webFolder }: AppNames): AppMask {
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
  const names = [...masks.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  const pattern = new RegExp(`(?<![A-Za-z0-9_])(?:${names.join("|")})(?![A-Za-z0-9_])`, "g");
  return (bytes) => {
    // The native decoder is fast and keeps ASCII; most lines hold no name and need no exact text.
    if (asciiView.decode(bytes).search(pattern) === -1) return bytes;
    const masked = toByteText(bytes).replace(pattern, (name) => masks.get(name) ?? name);
    return Uint8Array.from(masked, (character) => character.charCodeAt(0));
  };
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
