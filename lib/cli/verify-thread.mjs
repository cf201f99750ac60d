// A thread can start no TypeScript by itself.
import { register } from "tsx/esm/api";

register();
const { serveSealsThread } = await import("./verify/seals-thread.ts");
await serveSealsThread();
