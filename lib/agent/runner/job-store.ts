import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { argvSchema } from "@/lib/core/lane/lane";
import { jobSchema, oidSchema, type Job } from "@/lib/contract/agent-api";
import { describeFile, syncFolder, writeDurably } from "../durable-file";

const runSchema = z.object({
  argv: argvSchema,
  treeBefore: oidSchema.nullable(),
  port: z.int().nullable(),
  startedAt: z.int(),
  sealed: z.boolean().default(false),
});
/** What is needed to see a started program through, by this agent or the next. */
export type Run = z.infer<typeof runSchema>;

/** One folder per job: `job.json`, `run.json`, `log`, `result.json`, `outputs/`. */
export type JobStore = {
  readonly folderOf: (jobId: string) => string;
  readonly outputsOf: (jobId: string) => string;
  readonly create: (job: Job) => void;
  readonly read: (jobId: string) => Job;
  readonly saveRun: (jobId: string, run: Run) => void;
  readonly readRun: (jobId: string) => Run;
  readonly writeLine: (jobId: string, line: string) => void;
  readonly describeLog: (jobId: string) => Promise<{ sizeBytes: number; sha256: string }>;
};

/** The store below a folder. Job ids are file names; the contract's alphabet makes that safe. */
export function createJobStore(root: string): JobStore {
  const folderOf = (jobId: string) => join(root, jobId);
  const read = <Schema extends z.ZodType>(schema: Schema, jobId: string, name: string): z.infer<Schema> =>
    schema.parse(JSON.parse(readFileSync(join(folderOf(jobId), name), "utf8")));
  return {
    folderOf,
    outputsOf: (jobId) => join(folderOf(jobId), "outputs"),
    create: (job) => {
      mkdirSync(folderOf(job.jobId), { recursive: true, mode: 0o700 });
      writeDurably(join(folderOf(job.jobId), "job.json"), JSON.stringify(job));
      syncFolder(root);
    },
    read: (jobId) => read(jobSchema, jobId, "job.json"),
    saveRun: (jobId, run) => writeDurably(join(folderOf(jobId), "run.json"), JSON.stringify(run)),
    readRun: (jobId) => read(runSchema, jobId, "run.json"),
    writeLine: (jobId, line) => writeFileSync(join(folderOf(jobId), "log"), `${line}\n`, { flag: "a", mode: 0o600 }),
    describeLog: async (jobId) => describeFile(join(folderOf(jobId), "log")),
  };
}
