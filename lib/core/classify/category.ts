import { z } from "zod";

/** The five review categories of the v1.0 guide's table, in their fixed order. */
export const CATEGORIES = ["host_auth", "router", "schema", "integration", "audit_security"] as const;
export const categorySchema = z.enum(CATEGORIES);
export type Category = z.infer<typeof categorySchema>;

/** Where a hunk is reviewed; `unclassified` blocks the gate until a person assigns a category. */
export const placementSchema = z.enum([...CATEGORIES, "unclassified"]);
export type Placement = z.infer<typeof placementSchema>;

/** The five review labels of the v1.0 guide, section 3. */
export const LABELS = ["session_auth", "scope", "oauth", "admin_settings", "policy"] as const;
export const labelSchema = z.enum(LABELS);
export type Label = z.infer<typeof labelSchema>;

/** What a reviewer should not miss in a hunk. */
export const FLAGS = [
  "destructive",
  "irreversible",
  "non_concurrent_index",
  "data_migration",
  "edited_migration",
  "localhost_rp_id",
  "secret",
  "overwritten_host_file",
  "weakened_check",
] as const;
export const flagSchema = z.enum(FLAGS);
export type Flag = z.infer<typeof flagSchema>;

type CategoryText = {
  readonly title: string;
  readonly shortTitle: string;
  /** What to review (v1.0 guide, table of breaking-change review categories; our words). */
  readonly review: string;
  /** Why it matters (same table). */
  readonly why: string;
};

/** What each category is called and what its reviewer looks for. */
export const CATEGORY_TEXT: Record<Category, CategoryText> = {
  host_auth: {
    title: "Generated host auth files",
    shortTitle: "Host auth",
    review: "Every change under your auth context, its controllers, LiveViews, templates and plugs.",
    why: "The library owns its own behaviour; how your host uses it is your decision.",
  },
  router: {
    title: "Router and pipeline wiring",
    shortTitle: "Router",
    review: "Session and OAuth routes, plugs, and the way the scope flows through the pipelines.",
    why: "A wrong route or plug breaks sign-in, sign-out or what a scope guarantees.",
  },
  schema: {
    title: "Schema and migrations",
    shortTitle: "Schema",
    review: "New and changed migrations, indexes, constraints, data migrations.",
    why: "A correct upgrade depends on migration order and on a rollout that can be repeated.",
  },
  integration: {
    title: "Optional integration config",
    shortTitle: "Integration",
    review: "Oban, Hammer, OAuth and provider settings, mailer hooks.",
    why: "Optional dependencies are wired by the host and can stop it from booting when they do not match.",
  },
  audit_security: {
    title: "Audit and security posture",
    shortTitle: "Audit and security",
    review: "That the required audit schema is there and the callbacks are configured.",
    why: "It keeps authentication from changing its behaviour without anybody noticing.",
  },
};

/** What each label is called. */
export const LABEL_TEXT: Record<Label, string> = {
  session_auth: "Session and auth",
  scope: "Scope wiring",
  oauth: "OAuth and providers",
  admin_settings: "Admin and settings",
  policy: "Policy callbacks",
};

/** What each flag is called, and whether it speaks of loss (red) or of care (amber). */
export const FLAG_TEXT: Record<Flag, { readonly title: string; readonly tone: "loss" | "care" }> = {
  destructive: { title: "Destructive", tone: "loss" },
  irreversible: { title: "Irreversible", tone: "loss" },
  non_concurrent_index: { title: "Locks while indexing", tone: "care" },
  data_migration: { title: "Data migration", tone: "care" },
  edited_migration: { title: "Edited migration", tone: "loss" },
  localhost_rp_id: { title: "localhost", tone: "care" },
  secret: { title: "Secret in clear", tone: "loss" },
  overwritten_host_file: { title: "Host file overwritten", tone: "loss" },
  weakened_check: { title: "Weakened check", tone: "loss" },
};
