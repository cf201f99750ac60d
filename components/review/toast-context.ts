"use client";

import { createContext, useContext } from "react";

/** Something that was done, in a few words, and how to take it back. */
export type Said = { readonly words: string; readonly undo?: (() => void) | undefined };

export const SayContext = createContext<(said: Said) => void>(() => {});

/** Tells the reader what was just done. */
export function useSay(): (said: Said) => void {
  return useContext(SayContext);
}
