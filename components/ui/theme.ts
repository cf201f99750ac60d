/** `system` follows the device; the others win over it. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = "theme";

/** Reads the theme from the value of its cookie, so that the server can write it on the root element. */
export function themeFromCookie(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}

/** What the root element's `data-theme` is for a theme: nothing when the system decides. */
export function themeAttribute(theme: Theme): "light" | "dark" | undefined {
  return theme === "system" ? undefined : theme;
}
