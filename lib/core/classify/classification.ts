import { z } from "zod";
import { changeSchema, hunkSchema } from "@/lib/core/diff/change";
import { MODULE_ROLES } from "./module-roles";
import { flagSchema, labelSchema, placementSchema } from "./category";

/** Where a hunk is reviewed and why. */
export const classificationSchema = z
  .object({
    category: placementSchema,
    labels: z.array(labelSchema).readonly(),
    /** Test, style sheet, script, image, doc, dependency file: listed after the code. */
    supporting: z.boolean(),
    flags: z.array(flagSchema).readonly(),
    /** Id of the rule that decided, `none` when no rule covers the hunk. */
    rule: z.string(),
    /** One sentence for the reviewer. */
    reason: z.string(),
    /** The text in path or changed lines that made the rule match; empty when the path alone decided. */
    matched: z.string(),
  })
  .readonly();
export type Classification = z.infer<typeof classificationSchema>;

/** A hunk with the decision about it. */
export const classifiedHunkSchema = hunkSchema.unwrap().extend(classificationSchema.unwrap().shape).readonly();
export type ClassifiedHunk = z.infer<typeof classifiedHunkSchema>;

/** A change with its classified hunks, in file order. */
export const classifiedChangeSchema = changeSchema
  .unwrap()
  .extend({ hunks: z.array(classifiedHunkSchema).readonly() })
  .readonly();
export type ClassifiedChange = z.infer<typeof classifiedChangeSchema>;

/** What the classifier knows about the host app; read from the checkout, never assumed. */
export const appFactsSchema = z
  .object({
    /** OTP application name from `mix.exs`, for example `harbor`. */
    otpApp: z.string(),
    /** Base module, for example `Harbor`. */
    baseModule: z.string(),
    /** Folder of the auth context, for example `lib/harbor/accounts`. */
    contextFolder: z.string(),
    /** Module of the auth context, for example `Harbor.Accounts`. */
    contextModule: z.string(),
    /** What a person is called in file names, `member` in `member_auth.ex`; `user` when left out. */
    personName: z.string().optional(),
    /** Web folder, for example `lib/harbor_web`. */
    webFolder: z.string(),
    /** Modules whose name does not tell what they are for, by path; of those that the checkout shows. */
    moduleRoles: z.record(z.string(), z.enum(MODULE_ROLES)).optional(),
    /** Folders under `priv/` that hold migrations of a repo, for example `priv/repo`. */
    repoFolders: z.array(z.string()).readonly(),
    /** Paths that existed at the anchor and matter to rules: migration files. */
    existingMigrations: z.array(z.string()).readonly(),
  })
  .readonly();
export type AppFacts = z.infer<typeof appFactsSchema>;
