"use client";

import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { storageProblemSchema } from "@/lib/core/storage-problem";
import { load } from "../send";

const storageSchema = z.object({ problem: storageProblemSchema.nullable() });
const ASK_AGAIN_MS = 30_000;

/** Why nothing can be recorded at present; null when it can, and while nobody knows. */
export function useStorageProblem() {
  const { data } = useQuery({ queryKey: ["storage"], queryFn: ({ signal }) => load(storageSchema, "/api/storage", signal), refetchInterval: ASK_AGAIN_MS });
  return data?.problem ?? null;
}
