"use client";

import { Segmented, type SegmentedOption } from "./segmented";
import type { Theme } from "./theme";
import { useTheme } from "./use-theme";

const OPTIONS: readonly SegmentedOption<Theme>[] = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

export function ThemeToggle() {
  const [theme, chooseTheme] = useTheme();
  return <Segmented label="Theme" options={OPTIONS} value={theme} onChange={chooseTheme} />;
}
