import type { NextConfig } from "next";

const nextConfig: NextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  serverExternalPackages: ["better-sqlite3", "@prisma/client", "@prisma/adapter-better-sqlite3", "pino"],
  // Types and lint are checked by `npm run check`, once, not again by the build.
  typescript: { ignoreBuildErrors: true },
};

export default nextConfig;
