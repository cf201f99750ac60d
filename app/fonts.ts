import localFont from "next/font/local";

/*
 * What nearly every text is set in, asked for by the page itself: a font that only the style sheet names comes after the first
 * layout, which then looks for the system's fonts and is made anew. Other scripts have their fonts in globals.css.
 */

const latinSans = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  weight: "100 900",
  variable: "--latin-sans",
  adjustFontFallback: false,
});

const latinMono = localFont({
  src: "../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2",
  weight: "100 900",
  variable: "--latin-mono",
  adjustFontFallback: false,
});

/** For the root element: the fonts' names as variables. */
export const FONTS = `${latinSans.variable} ${latinMono.variable}`;
