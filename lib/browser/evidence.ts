import { storedEvidenceSchema } from "@/lib/contract/dashboard-api";
import { type Evidence, MOST_PICTURE_BYTES, MOST_TEXT_BYTES } from "@/lib/core/evidence/evidence";
import { err, ok, type Result } from "@/lib/core/result";
import { send } from "./send";

export type EvidencePhase = "reading" | "converting" | "sending";

const LONGEST_SIDE = 1_920;
const SHORTEST_SIDE = 480;
const TEXT_TYPES = /^text\/|^application\/(json|x-log)|^$/;

/** Takes a picture of any kind the browser can show, or a text, makes it what the dashboard accepts, and sends it. */
export async function uploadEvidence(upgradeId: string, file: File, onPhase: (phase: EvidencePhase) => void): Promise<Result<Evidence, string>> {
  onPhase("reading");
  if (file.size === 0) return err("The file is empty.");
  if (!file.type.startsWith("image/") && !TEXT_TYPES.test(file.type)) return err("Take a picture, a screenshot or a plain text file.");
  const content = file.type.startsWith("image/") ? await toPng(file, onPhase) : await toText(file);
  if (!content.ok) return content;
  onPhase("sending");
  const stored = await send(storedEvidenceSchema, `/api/upgrades/${upgradeId}/evidence`, { body: { content: await toBase64(content.value) } });
  return stored.ok ? ok({ ...stored.value, shows: file.name.slice(0, 200) }) : err(stored.error.message);
}

async function toText(file: File): Promise<Result<Blob, string>> {
  return file.size > MOST_TEXT_BYTES ? err(`The text is larger than ${MOST_TEXT_BYTES / 1_024} kB; take the part that matters.`) : ok(file);
}

/** Phones take JPEG and HEIC, with a place and a time in it: the points are drawn anew, as large as needed to see what it shows. */
async function toPng(file: File, onPhase: (phase: EvidencePhase) => void): Promise<Result<Blob, string>> {
  onPhase("converting");
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return err("This browser cannot read the picture. Take a screenshot, or save it as JPEG or PNG.");
  for (let side = LONGEST_SIDE; side >= SHORTEST_SIDE; side = Math.round(side * 0.75)) {
    const png = await draw(picture, side);
    if (!png) return err("This browser could not convert the picture. Try a smaller one.");
    if (png.size <= MOST_PICTURE_BYTES) return ok(png);
  }
  return err("The picture is too large, even made smaller.");
}

async function draw(picture: ImageBitmap, longestSide: number): Promise<Blob | null> {
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

async function toBase64(content: Blob): Promise<string> {
  const bytes = new Uint8Array(await content.arrayBuffer());
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(pieces.join(""));
}
