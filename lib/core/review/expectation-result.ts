import { z } from "zod";
import { categorySchema } from "@/lib/core/classify/category";

/** Whether something that must exist after the upgrade does, in one snapshot. */
export const expectationResultSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    category: categorySchema,
    met: z.boolean(),
    why: z.string(),
    howToMeet: z.string(),
    /** What was looked at and found, for example "lib/harbor_web/router.ex has no …". */
    found: z.string(),
  })
  .readonly();
export type ExpectationResult = z.infer<typeof expectationResultSchema>;
