import type { PasskeySettings } from "@/lib/contract/agent-api";

/** The guide's settings (v1.1, section 5); rp_id and origin are left to the person, since localhost serves nobody. */
export function passkeyDefaults(appName: string): PasskeySettings {
  return {
    rpId: "",
    rpName: appName,
    origin: "",
    timeoutMs: 60_000,
    attestation: "none",
    userVerification: "preferred",
    ceremonyRateLimit: { limit: 5, windowMs: 60_000 },
    passkeyPrimaryEnabled: true,
  };
}

/** Whether a host or address only works on the machine it is typed on. */
export function isLocalhost(text: string): boolean {
  return /(^|\/\/)(localhost|127(\.\d+){3}|0\.0\.0\.0)(:\d+)?$/i.test(text.trim());
}

/** Whether a page at `origin` may use passkeys of `rpId`: the same host, or one below it. */
export function isHostOf(origin: string, rpId: string): boolean {
  const host = /^https?:\/\/([^:/]+)/i.exec(origin.trim())?.[1]?.toLowerCase();
  const id = rpId.trim().toLowerCase();
  return host === undefined || id === "" || host === id || host.endsWith(`.${id}`);
}
