import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { proxy } from "@/proxy";

function policyOf(path: string): { readonly directives: ReadonlyMap<string, string>; readonly nonce: string } {
  const response = proxy(new NextRequest(`http://127.0.0.1:4400${path}`));
  const policy = response.headers.get("content-security-policy") ?? "";
  const directives = new Map(policy.split("; ").map((directive) => [directive.split(" ")[0] ?? "", directive.split(" ").slice(1).join(" ")]));
  return { directives, nonce: /'nonce-([^']+)'/.exec(directives.get("script-src") ?? "")?.[1] ?? "" };
}

describe("the content security policy of a page", () => {
  it("runs only scripts with its nonce, which nobody can guess and no two answers share", () => {
    const nonces = Array.from({ length: 50 }, () => policyOf("/").nonce);

    expect(new Set(nonces).size).toBe(50);
    for (const nonce of nonces) expect(Buffer.from(nonce, "base64")).toHaveLength(16);
    expect(policyOf("/people").directives.get("script-src")).toMatch(/^'nonce-[A-Za-z0-9+/=]+' 'strict-dynamic'$/);
  });

  it("closes everything that is not named, and every way to or from another site", () => {
    const { directives } = policyOf("/upgrades/one");

    expect(directives.get("default-src")).toBe("'none'");
    for (const name of ["base-uri", "frame-ancestors", "object-src"]) expect([name, directives.get(name)]).toEqual([name, "'none'"]);
    for (const name of ["connect-src", "form-action", "font-src", "worker-src"]) expect([name, directives.get(name)]).toEqual([name, "'self'"]);
    expect([...directives.values()].join(" ")).not.toMatch(/https?:|\*|unsafe-eval/);
  });
});
