import type { PasskeySettings } from "@/lib/contract/agent-api";
import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "../refusal";
import { blankComments } from "./mix-facts";
import type { Edit } from "./set-dependency";

const FIRST_LINE = "# Passkey settings, written by Upgrade Review. Setting them again replaces this block.";
const LAST_LINE = "# End of the passkey settings.";

/**
 * Puts the guide's passkey block into `config/config.exs`: before `import_config`, whose file must be
 * able to override it, or at the end.
 *
 * Replaces only a block that stands exactly as this function writes it; refuses beside any other
 * `passkeys:` setting.
 */
export function setPasskeys(configExs: string, otpApp: string, settings: PasskeySettings): Result<Edit, Refusal> {
  const block = renderBlock(otpApp, settings);
  const own = findOwnBlock(configExs);
  const rest = own === undefined ? configExs : configExs.slice(0, own.start) + configExs.slice(own.end);
  if (/\bpasskeys\b/.test(blankComments(rest))) {
    return refuse("edit-refused", "config/config.exs holds a passkeys setting that this tool did not write; change it by hand.");
  }
  if (own !== undefined) {
    const content = configExs.slice(0, own.start) + block + configExs.slice(own.end);
    const isChanged = content !== configExs;
    return ok({ content, isChanged, summary: `config/config.exs: passkey settings ${isChanged ? "replaced" : "are set so already"}` });
  }
  if (/^[ \t]+import_config\b/m.test(configExs)) {
    return refuse("edit-refused", "config/config.exs has its import_config inside a block; add the passkey settings before it by hand.");
  }
  const at = findImportConfig(configExs) ?? configExs.length;
  const before = configExs.slice(0, at).replace(/\n*$/, "\n\n").replace(/^\n+/, "");
  const after = configExs.slice(at);
  return ok({ content: `${before}${block}${after === "" ? "" : `\n${after}`}`, isChanged: true, summary: "config/config.exs: passkey settings added" });
}

function renderBlock(otpApp: string, settings: PasskeySettings): string {
  const { ceremonyRateLimit: limit } = settings;
  return [
    FIRST_LINE,
    `config :${otpApp}, :sigra_config,`,
    "  passkeys: [",
    `    rp_id: ${quote(settings.rpId)},`,
    `    rp_name: ${quote(settings.rpName)},`,
    `    origin: ${quote(settings.origin)},`,
    `    timeout_ms: ${group(settings.timeoutMs)},`,
    `    attestation: :${settings.attestation},`,
    `    user_verification: :${settings.userVerification},`,
    `    ceremony_rate_limit: [limit: ${group(limit.limit)}, window_ms: ${group(limit.windowMs)}],`,
    `    passkey_primary_enabled: ${settings.passkeyPrimaryEnabled}`,
    "  ]",
    LAST_LINE,
    "",
  ].join("\n");
}

const STRING = String.raw`"(?:[^"\\#]|\\.)*"`;
const OWN_BLOCK = new RegExp(
  [
    FIRST_LINE,
    "config :[a-z][a-z0-9_]*, :sigra_config,",
    String.raw`  passkeys: \[`,
    `    rp_id: ${STRING},`,
    `    rp_name: ${STRING},`,
    `    origin: ${STRING},`,
    String.raw`    timeout_ms: [\d_]+,`,
    "    attestation: :[a-z]+,",
    "    user_verification: :[a-z]+,",
    String.raw`    ceremony_rate_limit: \[limit: [\d_]+, window_ms: [\d_]+\],`,
    "    passkey_primary_enabled: (?:true|false)",
    String.raw`  \]`,
    LAST_LINE,
    "",
  ].join("\n"),
);

function findOwnBlock(configExs: string): { start: number; end: number } | undefined {
  const match = OWN_BLOCK.exec(configExs);
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length };
}

/** Start of the line, or of the comment lines directly above it. */
function findImportConfig(configExs: string): number | undefined {
  const match = /^(?:#.*\n)*import_config\b/m.exec(configExs);
  return match?.index;
}

/** An Elixir string literal without interpolation. */
function quote(text: string): string {
  const escaped = text
    .replace(/[\\"#]/g, (character) => `\\${character}`)
    .replace(/\p{Cc}/gu, (character) => `\\x{${(character.codePointAt(0) ?? 0).toString(16)}}`);
  return `"${escaped}"`;
}

/** Digits in groups of three, as Elixir code writes them. */
function group(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, "_");
}
