import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { THEME_COOKIE, themeAttribute, themeFromCookie } from "@/components/ui/theme";
import { FONTS } from "./fonts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Upgrade Review", template: "%s · Upgrade Review" },
  description: "Takes an app through a library upgrade: steps, review, sign-off, gate, audit.",
  icons: { icon: "/favicon.svg" },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = themeFromCookie((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" className={FONTS} data-theme={themeAttribute(theme)} suppressHydrationWarning>
      <body>{children}</body>
    </html>
  );
}
