import "server-only";
import { z } from "zod";

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;

export const passwordSchema = z
  .string()
  .min(SHORTEST_PASSWORD, `expected at least ${SHORTEST_PASSWORD} characters`)
  .max(LONGEST_PASSWORD, `expected at most ${LONGEST_PASSWORD} characters`);
