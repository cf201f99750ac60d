import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const CSS = readFileSync("app/styles/tokens.css", "utf8");

function colourOf(name: string, theme: "light" | "dark"): string {
  const [, light = "", dark = ""] = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(CSS) ?? [];
  return theme === "light" ? light : dark;
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

describe.each(["light", "dark"] as const)("the colours of code in the %s theme", (theme) => {
  it.each(["surface", "add", "del", "add-word", "del-word"])("can be read on %s", (ground) => {
    for (const token of ["x-key", "x-str", "x-atom", "x-mod", "x-com", "x-num"]) {
      const ratio = contrast(colourOf(token, theme), colourOf(ground, theme));
      expect(`${token} ${ratio >= 4.5 ? "can be read" : ratio.toFixed(2)}`).toBe(`${token} can be read`);
    }
  });
});
