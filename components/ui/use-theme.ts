"use client";

import { useSyncExternalStore } from "react";
import { THEME_COOKIE, type Theme, themeAttribute, themeFromCookie } from "./theme";

const A_YEAR_IN_SECONDS = 31_536_000;
const CHANGED = "themechange";

/** The theme of this browser and how to change it, in every open tab at once. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(subscribe, shownTheme, () => "system" as const);
  return [theme, chooseTheme];
}

function shownTheme(): Theme {
  return themeFromCookie(document.documentElement.dataset.theme);
}

/** The cookie is what the server reads; the storage entry is what the other tabs hear. */
function chooseTheme(theme: Theme): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some browsers
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${A_YEAR_IN_SECONDS}; samesite=lax`;
  localStorage.setItem(THEME_COOKIE, theme);
  showTheme(theme);
}

function showTheme(theme: Theme): void {
  const attribute = themeAttribute(theme);
  if (attribute === undefined) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = attribute;
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(onChange: () => void): () => void {
  const hearOtherTab = (event: StorageEvent) => {
    if (event.key === THEME_COOKIE) showTheme(themeFromCookie(event.newValue ?? undefined));
  };
  window.addEventListener(CHANGED, onChange);
  window.addEventListener("storage", hearOtherTab);
  return () => {
    window.removeEventListener(CHANGED, onChange);
    window.removeEventListener("storage", hearOtherTab);
  };
}
