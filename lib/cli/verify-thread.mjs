// A thread can start no TypeScript by itself.
import { register } from "tsx/esm/api";

register();
await import("./verify.ts");
