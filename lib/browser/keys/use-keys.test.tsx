// @vitest-environment happy-dom
import { cleanup, render } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { KeyBinding, KeyScope } from "./key-registry";
import { useKeys } from "./use-keys";

afterEach(cleanup);

describe("keys of a page", () => {
  it("run what they are registered for", () => {
    const next = vi.fn();
    render(<Keys bindings={[bind("j", next)]} />);

    const event = press("j");

    expect(next).toHaveBeenCalledOnce();
    expect(event.defaultPrevented).toBe(true);
  });

  it("leave other keys alone", () => {
    render(<Keys bindings={[bind("j", vi.fn())]} />);

    expect(press("k").defaultPrevented).toBe(false);
    expect(press("j", { ctrlKey: true }).defaultPrevented).toBe(false);
  });

  it("tell a letter with Shift from one without", () => {
    const comment = vi.fn();
    const publish = vi.fn();
    render(<Keys bindings={[bind("c", comment), bind("Shift+C", publish)]} />);

    press("C", { shiftKey: true });

    expect(publish).toHaveBeenCalledOnce();
    expect(comment).not.toHaveBeenCalled();
  });

  it("know a sign by itself, whatever it takes to type it", () => {
    const help = vi.fn();
    render(<Keys bindings={[bind("?", help)]} />);

    press("?", { shiftKey: true });

    expect(help).toHaveBeenCalledOnce();
  });

  it("run a sequence and not the single key that ends it", () => {
    const fleet = vi.fn();
    const fold = vi.fn();
    render(
      <>
        <Keys bindings={[bind("f", fold)]} />
        <Keys bindings={[bind("g f", fleet)]} scope="everywhere" />
      </>,
    );

    press("g");
    press("f");
    press("f");

    expect(fleet).toHaveBeenCalledOnce();
    expect(fold).toHaveBeenCalledOnce();
  });

  it("treat the second key as a key of its own when it ends no sequence", () => {
    const next = vi.fn();
    render(<Keys bindings={[bind("g f", vi.fn()), bind("j", next)]} />);

    press("g");
    press("j");

    expect(next).toHaveBeenCalledOnce();
  });

  it("come before the same keys that work everywhere", () => {
    const everywhere = vi.fn();
    const page = vi.fn();
    render(
      <>
        <Keys bindings={[bind("/", everywhere)]} scope="everywhere" />
        <Keys bindings={[bind("/", page)]} />
      </>,
    );

    press("/");

    expect(page).toHaveBeenCalledOnce();
    expect(everywhere).not.toHaveBeenCalled();
  });

  it("are off while a field has the focus, save those meant for fields", () => {
    const next = vi.fn();
    const find = vi.fn();
    const { getByLabelText } = render(
      <>
        <input aria-label="Note" />
        <Keys bindings={[bind("j", next), { ...bind("Ctrl+K", find), inFields: true }]} />
      </>,
    );

    press("j", {}, getByLabelText("Note"));
    press("k", { ctrlKey: true }, getByLabelText("Note"));

    expect(next).not.toHaveBeenCalled();
    expect(find).toHaveBeenCalledOnce();
  });

  it("are on while a checkbox has the focus", () => {
    const next = vi.fn();
    const { getByLabelText } = render(
      <>
        <input type="checkbox" aria-label="Only flagged" />
        <Keys bindings={[bind("j", next)]} />
      </>,
    );

    press("j", {}, getByLabelText("Only flagged"));

    expect(next).toHaveBeenCalledOnce();
  });

  it("leave Enter to the button that has the focus", () => {
    const open = vi.fn();
    const { getByRole } = render(
      <>
        <button type="button">Approve</button>
        <Keys bindings={[bind("Enter", open)]} />
      </>,
    );

    press("Enter", {}, getByRole("button"));
    press("Enter");

    expect(open).toHaveBeenCalledOnce();
  });

  it("are off while a dialog is open", () => {
    const next = vi.fn();
    render(
      <>
        <div role="dialog" data-state="open" />
        <Keys bindings={[bind("j", next)]} />
      </>,
    );

    press("j");

    expect(next).not.toHaveBeenCalled();
  });

  it("are gone with their component", () => {
    const next = vi.fn();
    const { unmount } = render(<Keys bindings={[bind("j", next)]} />);

    unmount();
    press("j");

    expect(next).not.toHaveBeenCalled();
  });
});

type KeysProps = { bindings: readonly KeyBinding[]; scope?: KeyScope };

function Keys({ bindings, scope = "page" }: KeysProps) {
  useKeys(bindings, { scope });
  return null;
}

function bind(keys: string, run: () => void): KeyBinding {
  return { keys, label: keys, run };
}

function press(key: string, init: KeyboardEventInit = {}, target: Element = document.body): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}
