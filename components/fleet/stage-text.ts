import type { Stage } from "@/lib/core/lane/lane";

/** What a stage is called, in full and where a column is narrow. */
export const STAGE_TEXT: Record<Stage, { readonly title: string; readonly short: string }> = {
  preflight: { title: "Preflight", short: "Pre" },
  bump: { title: "Bump", short: "Bmp" },
  upgrade: { title: "Upgrade", short: "Upg" },
  review: { title: "Review", short: "Rev" },
  migrate: { title: "Migrate", short: "Mig" },
  verify: { title: "Verify", short: "Ver" },
  smoke: { title: "Smoke", short: "Smk" },
};
