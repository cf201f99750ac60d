// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { ShownLine } from "@/lib/core/review/view-shown-lines";
import { HunkDiff } from "./hunk-diff";

afterEach(cleanup);

const HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">';

describe("the diff of a hunk", () => {
  it("shows markup in a line as text", () => {
    const { container } = render(<HunkDiff lines={[removed(1, "quiet"), added(1, HOSTILE)]} layout="unified" label="Changes" />);

    expect(rowTexts()).toEqual(["−quiet", `+${HOSTILE}`]);
    expect(container.querySelector("script, img, [onerror]")).toBeNull();
  });

  it("shows every line exactly, also one that looks like a part of a patch", () => {
    const traps = ["\\ No newline at end of file", "-- a/file", "++ b/file", "@@ -1 +1 @@", "diff --git a/x b/x", "&lt;b&gt;", "  two  spaces "];
    render(<HunkDiff lines={traps.flatMap((text, at) => [added(at + 1, text)])} layout="unified" label="Changes" />);

    expect(rowTexts()).toEqual(traps.map((text) => `+${text}`));
  });

  it("marks the words that differ, and only those", () => {
    const { container } = render(<HunkDiff lines={[removed(7, "add :slug, :string"), added(7, "add :slug, :citext")]} layout="unified" label="Changes" />);

    expect([...container.querySelectorAll("mark")].map((mark) => mark.textContent)).toEqual(["string", "citext"]);
  });

  it("puts a line beside the one it replaces, numbers on both sides", () => {
    const lines = [context(3, "do"), removed(4, "plug :user"), added(4, "plug :scope"), added(5, "plug RateLimit"), context(5, "end", 6)];
    render(<HunkDiff lines={lines} layout="split" label="Changes" />);

    expect(screen.getAllByRole("row").map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent).join("|"))).toEqual([
      "3||do|3||do",
      "4|−|plug :user|4|+|plug :scope",
      "|5|+|plug RateLimit",
      "5||end|6||end",
    ]);
  });

  it("folds a line of over 2,000 characters behind a button", () => {
    render(<HunkDiff lines={[added(1, "x".repeat(5_000))]} layout="unified" label="Changes" />);

    fireEvent.click(screen.getByRole("button", { name: "Show 4,600 more characters" }));

    expect(screen.getByText("x".repeat(5_000), { exact: false })).toBeDefined();
    expect(screen.getByRole("button", { name: "Fold this line" })).toBeDefined();
  });

  it("says where a file ends without a newline", () => {
    render(<HunkDiff lines={[{ ...added(1, "end"), noNewline: true }]} layout="unified" label="Changes" />);

    expect(screen.getByText("No newline at the end of the file")).toBeDefined();
  });
});

function rowTexts(): readonly string[] {
  return screen.getAllByRole("row").map((row) => [...row.querySelectorAll(".s, .x")].map((cell) => cell.textContent).join(""));
}

function added(newLine: number, text: string): ShownLine {
  return { kind: "added", oldLine: null, newLine, noNewline: false, text };
}

function removed(oldLine: number, text: string): ShownLine {
  return { kind: "removed", oldLine, newLine: null, noNewline: false, text };
}

function context(oldLine: number, text: string, newLine = oldLine): ShownLine {
  return { kind: "context", oldLine, newLine, noNewline: false, text };
}
