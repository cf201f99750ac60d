import { chordOf } from "./chord";
import { createKeyRegistry, type KeyRegistry } from "./key-registry";

/** The keys of this page. */
export const pageKeys: KeyRegistry = createKeyRegistry();

const OPEN_LAYER = 'dialog[open], :is([role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"])[data-state="open"]';
const TYPING = 'textarea, select, [contenteditable=""], [contenteditable="true"]';
const NOT_TYPED_INTO = /^(?:button|checkbox|color|file|image|radio|range|reset|submit)$/;
const ACTIVATED_BY_ENTER = "a[href], button, summary, input, select, [role=button], [role=tab]";

/** Listens while anything is registered; returns how to stop. */
export function listenForKeys(target: Window): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || isLayerOpen(target.document)) return;
    const chord = chordOf(event);
    if (chord === null || isActivation(event.target, chord)) return;
    if (pageKeys.press(chord, event.timeStamp, isTypedInto(event.target))) event.preventDefault();
  };
  target.addEventListener("keydown", listen);
  return () => target.removeEventListener("keydown", listen);
}

function isLayerOpen(document: Document): boolean {
  return document.querySelector(OPEN_LAYER) !== null;
}

function isTypedInto(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !NOT_TYPED_INTO.test(target.type);
  return target.closest(TYPING) !== null;
}

/** Enter and Space on a link or button press that link or button. */
function isActivation(target: EventTarget | null, chord: string): boolean {
  const isPress = chord === "Enter" || chord === "Space";
  return isPress && target instanceof Element && target.closest(ACTIVATED_BY_ENTER) !== null;
}
