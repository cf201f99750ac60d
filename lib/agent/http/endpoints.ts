import type { z } from "zod";
import {
  addAppSchema,
  agentAppSchema,
  agentAppsSchema,
  agentEventPageSchema,
  appLockSchema,
  candidatesSchema,
  checkoutSchema,
  cosignedSchema,
  healthSchema,
  jobAcceptedSchema,
  jobSubmissionSchema,
  jobViewSchema,
  showCheckpointSchema,
  witnessSchema,
} from "@/lib/contract/agent-api";

/** An endpoint as the API description shows it. */
export type Endpoint = {
  readonly method: "get" | "post";
  /** With `{name}` for a path parameter. */
  readonly path: string;
  readonly summary: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: z.ZodType | null;
  /** Null for bytes. */
  readonly answer: z.ZodType | null;
  readonly status: number;
};

const RANGE = { offset: "First byte wanted; 0 by default.", limit: "Bytes wanted at most, up to 1 MiB." };
const WAIT = { waitMs: "How long to wait for something new, up to 20000." };

/** Every endpoint but the description itself. */
export const ENDPOINTS: readonly Endpoint[] = [
  { method: "get", path: "/health", summary: "Who the agent is.", query: {}, body: null, answer: healthSchema, status: 200 },
  { method: "get", path: "/apps", summary: "The configured and added apps.", query: {}, body: null, answer: agentAppsSchema, status: 200 },
  { method: "post", path: "/apps", summary: "Add a checkout under one of the roots.", query: {}, body: addAppSchema, answer: agentAppSchema, status: 201 },
  {
    method: "get",
    path: "/candidates",
    summary: "Checkouts under the roots that could be added.",
    query: {},
    body: null,
    answer: candidatesSchema,
    status: 200,
  },
  {
    method: "get",
    path: "/apps/{appId}/checkout",
    summary: "The checkout as it is now.",
    query: { package: "Library whose versions are wanted; sigra by default." },
    body: null,
    answer: checkoutSchema,
    status: 200,
  },
  {
    method: "get",
    path: "/apps/{appId}/trees/{treeId}/blobs/{oid}",
    summary: "Bytes of a file of a tree the agent keeps, with x-blob-size; at most 10 MiB.",
    query: {},
    body: null,
    answer: null,
    status: 200,
  },
  { method: "get", path: "/apps/{appId}/lock", summary: "Which job holds the app.", query: {}, body: null, answer: appLockSchema, status: 200 },
  {
    method: "post",
    path: "/jobs",
    summary: "Run a job; sending it twice runs it once.",
    query: {},
    body: jobSubmissionSchema,
    answer: jobAcceptedSchema,
    status: 202,
  },
  { method: "get", path: "/jobs/{jobId}", summary: "A job and its events.", query: {}, body: null, answer: jobViewSchema, status: 200 },
  {
    method: "get",
    path: "/jobs/{jobId}/log",
    summary: "Bytes of a job's log, with x-log-size and x-log-ended; 416 beyond the end.",
    query: { ...RANGE, ...WAIT },
    body: null,
    answer: null,
    status: 200,
  },
  {
    method: "get",
    path: "/jobs/{jobId}/outputs/{name}",
    summary: "Bytes of a snapshot's output as it grows, with x-output-size and x-output-ended; 416 beyond the end.",
    query: { ...RANGE, ...WAIT },
    body: null,
    answer: null,
    status: 200,
  },
  {
    method: "post",
    path: "/jobs/{jobId}/cancel",
    summary: "End a job and every process of it.",
    query: {},
    body: null,
    answer: jobAcceptedSchema,
    status: 202,
  },
  {
    method: "get",
    path: "/witness",
    summary: "Who the witness is and the checkpoint it cosigned last.",
    query: {},
    body: null,
    answer: witnessSchema,
    status: 200,
  },
  {
    method: "post",
    path: "/witness",
    summary: "Show a checkpoint; it is cosigned when it extends the one before.",
    query: {},
    body: showCheckpointSchema,
    answer: cosignedSchema,
    status: 200,
  },
  {
    method: "get",
    path: "/events",
    summary: "At most 500 events after a number.",
    query: { after: "Number of the last event known; 0 for all.", ...WAIT },
    body: null,
    answer: agentEventPageSchema,
    status: 200,
  },
];
