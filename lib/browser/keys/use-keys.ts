"use client";

import { useEffect, useRef } from "react";
import type { KeyBinding, KeyScope, KeySlot } from "./key-registry";
import { listenForKeys, pageKeys } from "./page-keys";

export type UseKeysOptions = {
  readonly scope?: KeyScope;
  /** Off without forgetting the place. */
  readonly enabled?: boolean;
};

const NONE: readonly KeyBinding[] = [];

/**
 * Registers keys while the component is shown.
 *
 * They are off while a field has the focus (unless a binding says otherwise) and
 * while a dialog or menu is open.
 */
export function useKeys(bindings: readonly KeyBinding[], options: UseKeysOptions = {}): void {
  const { scope = "page", enabled = true } = options;
  const slot = useRef<KeySlot | null>(null);

  useEffect(() => {
    const opened = openSlot(scope);
    slot.current = opened;
    return () => opened.close();
  }, [scope]);

  useEffect(() => {
    slot.current?.set(enabled ? bindings : NONE);
  });
}

let openSlots = 0;
let stopListening = () => {};

/** One listener serves all components, so that a sequence of one is never a single key of another. */
function openSlot(scope: KeyScope): KeySlot {
  if (openSlots === 0) stopListening = listenForKeys(window);
  openSlots += 1;
  const slot = pageKeys.open(scope);
  return {
    set: slot.set,
    close() {
      slot.close();
      openSlots -= 1;
      if (openSlots === 0) stopListening();
    },
  };
}
