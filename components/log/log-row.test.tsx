// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { PLAIN } from "@/lib/browser/log/parse-ansi";
import { LogRow } from "./log-row";

afterEach(cleanup);

describe("a long line of a log", () => {
  it("shows its beginning, and on request all of it up to 64 KiB", () => {
    render(<Row text={`${"a".repeat(65_535)}b`} />);
    expect(shownLength("a")).toBe(4_000);

    fireEvent.click(screen.getByRole("button", { name: "Show 61,536 more characters of line 7" }));

    expect(shownLength("a")).toBe(65_535);
    expect(screen.getByText(/ab$/)).toBeDefined();
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.queryByText(/in the full log/)).toBeNull();
  });

  it("is cut at 64 KiB, and says how much more the full log has", () => {
    render(<Row text={"a".repeat(1_000_000)} />);
    fireEvent.click(screen.getByRole("button"));

    expect(shownLength("a")).toBe(65_536);
    expect(screen.getByText(/934,464 more characters in the full log/)).toBeDefined();
  });

  it("stays as it is when it is not long", () => {
    render(<Row text={"a".repeat(4_000)} />);
    expect(shownLength("a")).toBe(4_000);
    expect(screen.queryByRole("button")).toBeNull();
  });
});

function Row({ text }: { text: string }) {
  const [isOpened, setIsOpened] = useState(false);
  return <LogRow line={{ text, from: PLAIN }} number={7} isHit={false} isFound={false} isOpened={isOpened} onOpen={() => setIsOpened(true)} />;
}

function shownLength(character: string): number {
  return (document.body.textContent ?? "").match(new RegExp(`${character}{100,}`))?.[0].length ?? 0;
}
