import { Hono } from "hono";
import { showCheckpointSchema } from "@/lib/contract/agent-api";
import type { Witness } from "../witness/witness";
import { answerError, parseBody } from "./answer";
import type { AgentEnvironment } from "./guard";

/** Showing the agent where the dashboard's record stands. */
export function createWitnessRoutes(witness: Witness): Hono<AgentEnvironment> {
  const routes = new Hono<AgentEnvironment>();

  routes.get("/witness", (c) => c.json(witness.describe()));

  routes.post("/witness", async (c) => {
    const shown = parseBody(c.get("body"), showCheckpointSchema);
    if (!shown.ok) return answerError(c, shown.error);
    const cosigned = witness.show(shown.value);
    return cosigned.ok ? c.json({ cosignature: cosigned.value }) : answerError(c, cosigned.error);
  });

  return routes;
}
