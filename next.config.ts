import type { NextConfig } from "next";

/** For every answer; the content security policy, which needs a nonce, is set in proxy.ts. */
const HEADERS = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "x-frame-options", value: "DENY" },
  { key: "referrer-policy", value: "no-referrer" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
  { key: "cross-origin-resource-policy", value: "same-origin" },
  { key: "permissions-policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];

/** Whether people reach the dashboard over a network, through the proxy that this address is of. */
const isFar = !/^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?\/?$/.test(process.env.PUBLIC_URL || "http://localhost");

const nextConfig: NextConfig = {
  typedRoutes: true,
  // On the same machine packing an answer takes several times as long as sending it.
  compress: isFar,
  poweredByHeader: false,
  images: { unoptimized: true },
  serverExternalPackages: ["better-sqlite3", "@prisma/client", "@prisma/adapter-better-sqlite3", "pino"],
  experimental: {
    // A page asks for few files: on a machine that does everything itself, each one costs more than what it holds.
    turbopackChunking: { minChunkSize: 300_000, maxMergeChunkSize: 1_000_000, maxChunkCountPerGroup: 6, requestCost: 1_000_000, firstPageLoadPriority: 1 },
    // Nobody reads source maps of the server, and a build that starts from nothing gains nothing from keeping its parts.
    turbopackSourceMaps: false,
    turbopackFileSystemCacheForBuild: false,
    // A dashboard that lives for a test loads the pages that it is asked for.
    preloadEntriesOnStart: process.env.PRELOAD_PAGES !== "0",
  },
  // Types and lint are checked by `npm run check`, once, not again by the build.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [{ source: "/:path*", headers: HEADERS }],
};

export default nextConfig;
