import { z } from "zod";
import { agentErrorSchema } from "@/lib/contract/agent-api";
import { ENDPOINTS, type Endpoint } from "./endpoints";

/** The API as OpenAPI 3.1, generated from the schemas that check it. */
export function describeApi(version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of ENDPOINTS) paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: describeEndpoint(endpoint) };
  return {
    openapi: "3.1.0",
    info: { title: "Upgrade Review agent", version },
    paths,
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
  };
}

function describeEndpoint({ path, summary, query, body, answer, status }: Endpoint): Record<string, unknown> {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: "path", required: true, schema: { type: "string" } }));
  const inQuery = Object.entries(query).map(([name, description]) => ({ name, in: "query", description, schema: { type: "string" } }));
  return {
    summary,
    parameters: [...inPath, ...inQuery],
    ...(body === null ? {} : { requestBody: { required: true, content: asJson(body, "input") } }),
    responses: {
      [status]: { description: summary, content: answer === null ? { "application/octet-stream": {} } : asJson(answer, "output") },
      default: { description: "Why not, and what to do.", content: asJson(agentErrorSchema, "output") },
    },
  };
}

function asJson(schema: z.ZodType, io: "input" | "output"): Record<string, unknown> {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io });
  return { "application/json": { schema: described } };
}
