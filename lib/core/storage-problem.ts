import { z } from "zod";

export const STORAGE_PROBLEMS = ["disk-full", "read-only", "locked", "io-error"] as const;
export type StorageProblemKind = (typeof STORAGE_PROBLEMS)[number];

/** Why nothing can be written down at present. */
export const storageProblemSchema = z.object({ kind: z.enum(STORAGE_PROBLEMS), since: z.int() });
export type StorageProblem = z.infer<typeof storageProblemSchema>;

/** What is wrong and what to do about it; nothing has to be restarted afterwards. */
export const STORAGE_TEXT: Record<StorageProblemKind, { readonly title: string; readonly what: string }> = {
  "disk-full": {
    title: "The dashboard's disk is full",
    what: "Nothing more can be recorded until there is space. Free some on the machine that holds the dashboard's data; it goes on by itself.",
  },
  "read-only": {
    title: "The dashboard's data folder cannot be written",
    what: "Nothing more can be recorded. Make the folder writable again for whoever runs the dashboard; it goes on by itself.",
  },
  locked: {
    title: "Another program holds the dashboard's database",
    what: "Nothing more can be recorded until it lets go. End what has the file open, a database browser or a copy under way; it goes on by itself.",
  },
  "io-error": {
    title: "The dashboard's disk reports errors",
    what: "Nothing more can be recorded. Look at the disk of the machine that holds the dashboard's data before anything else; it goes on by itself once writing works.",
  },
};
