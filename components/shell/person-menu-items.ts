"use client";

import type { MenuItem } from "@/components/ui/menu";
import { THEMES, type Theme } from "@/components/ui/theme";
import { useTheme } from "@/components/ui/use-theme";
import { ACCOUNT, ADMIN_DESTINATIONS } from "./destinations";
import type { ShellPerson } from "./shell-person";

const THEME_WORD: Record<Theme, string> = { system: "As the system", light: "Light", dark: "Dark" };

/** What the person's own menu holds, on every width. */
export function usePersonMenuItems(person: ShellPerson, signOut: () => void): readonly MenuItem[] {
  const [theme, chooseTheme] = useTheme();
  return [
    ...(person.isAdministrator ? administration() : []),
    { kind: "heading", label: "Theme" },
    ...THEMES.map((choice) => ({
      label: THEME_WORD[choice],
      checked: choice === theme,
      onSelect: () => chooseTheme(choice),
    })),
    { kind: "separator" },
    { label: ACCOUNT.label, href: ACCOUNT.href },
    { label: "Sign out", onSelect: signOut },
  ];
}

function administration(): readonly MenuItem[] {
  return [{ kind: "heading", label: "Administration" }, ...ADMIN_DESTINATIONS, { kind: "separator" }];
}
