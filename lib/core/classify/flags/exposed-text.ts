import { hasTelltale } from "./telltale";

const NOT_PRODUCTION = /(?:^|\/)(?:config\/(?:dev|test)\.exs$|test\/)|\.(?:md|example|sample|template|dist)$/;
const LOCAL_ADDRESS = /\b(?:rp_?[iI]d|origins?|expected_origin)\b["']?\s*(?::|=>|=).*["'](?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?\/?["']/;
/** The same as a variable, where what is deployed reads it; the developer's own machine has its own file. */
const LOCAL_VARIABLE =
  /^\s*(?:-\s*|export\s+|ENV\s+)?(?:\w+_)?(?:RP_ID|ORIGINS?)\s*[=:\s]\s*["']?(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?\/?["']?\s*$/;
const DEPLOYED = /(?:^|\/)(?:\.env\.(?:prod|staging)\w*|Dockerfile[^/]*|fly[^/]*\.toml)$|(?:^|\/)(?:k8s|deploy)\/.+\.ya?ml$/;
const SECRET_VALUE = /\b(?:\w*secret\w*|api_key|private_key|signing_key|encryption_key|password|access_token|CLOAK_KEY)\b["']?\s*(?::|=>|=)\s*"([^"]{8,})"/i;
/** A key of 32 bytes or more in Base64, decoded in place or given to something called a key. */
const KEY_LITERAL =
  /\bdecode64!?\(\s*"[A-Za-z0-9+/_-]{20,}={0,2}"|(?:key|KEY|Key)\b["']?(?:\s*(?::|=>|=)|\s)\s*"(?=[^"]*\d)(?=[^"]*[A-Z])(?=[^"]*[a-z])[A-Za-z0-9+/_-]{42,}={0,2}"/;
/** What is taken where a variable of the environment is not set. */
const FALLBACK = /\bget_env\(\s*"\w*(?:SECRET|KEY|TOKEN|PASSWORD)\w*"\s*(?:,|\)\s*\|\|)\s*"([^"]{16,})"/;
const KNOWN_SECRET = /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\b(?:ghp|gho|sk_live|xox[bp])_?-?[A-Za-z0-9]{16,}/;
/** What issuers mark as theirs, whatever the setting is called. */
const ISSUED = /\bSG\.[\w-]{16,}\.[\w-]{16,}|\bGOCSPX-[\w-]{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{20}|\bAIza[\w-]{35}|\bwhsec_\w{16,}|\b[rs]k_live_\w{16,}/;
/** An address that carries a password; the host decides whether it is the developer's own machine. */
const ADDRESS_WITH_PASSWORD = /\b[a-z][a-z+]*:\/\/[^\s:/"@]*:([^\s"@/]{6,})@([^\s/":]+)/;
const NO_VALUE = /\s|^[<{[]|^(?:your|change|replace|example|placeholder|dummy|fake|sample|insert|redacted|todo|xxx|\*)|#\{/i;
/** The name of a variable or of a setting, not a value. */
const NAME = /^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z]+(?:_[a-z]+)+)$/;
/** `NAME=value` of an environment file, `NAME: value` of a deployment. */
const VARIABLE = /^\s*(?:-\s*|export\s+)?["']?(?:\w+_)?(?:SECRET|KEY|TOKEN|PASSWORD|CLOAK)(?:_\w+)?["']?\s*[=:]\s*["']?([A-Za-z0-9+/_=-]{16,})["']?\s*$/;
const VARIABLE_FILE = /(?:^|\/)\.env[^/]*$|\.(?:ya?ml|toml|sh)$|(?:^|\/)Dockerfile[^/]*$/;

/** Whether a text is worth reading line by line for what `hasLocalAddress` and `hasSecret` look for. */
export function mayExpose(path: string, text: string): boolean {
  return VARIABLE_FILE.test(path) || hasTelltale(text);
}

/** A passkey identity that works on the developer's own machine only, outside development settings. */
export function hasLocalAddress(path: string, added: readonly string[]): boolean {
  if (DEPLOYED.test(path) && added.some((line) => LOCAL_VARIABLE.test(line))) return true;
  return !NOT_PRODUCTION.test(path) && added.some((line) => LOCAL_ADDRESS.test(line));
}

/** A secret written out. Generated development and test values are none; a private key is one anywhere. */
export function hasSecret(path: string, added: readonly string[]): boolean {
  if (added.some((line) => KNOWN_SECRET.test(line))) return true;
  if (NOT_PRODUCTION.test(path)) return false;
  const isVariableFile = VARIABLE_FILE.test(path);
  return added.some(
    (line) => KEY_LITERAL.test(line) || ISSUED.test(line) || hasSecretValue(line) || hasPassword(line) || (isVariableFile && hasVariableValue(line)),
  );
}

function hasSecretValue(line: string): boolean {
  const [, value] = SECRET_VALUE.exec(line) ?? FALLBACK.exec(line) ?? [];
  return value !== undefined && !NO_VALUE.test(value) && !NAME.test(value);
}

function hasPassword(line: string): boolean {
  const [, password, host] = ADDRESS_WITH_PASSWORD.exec(line) ?? [];
  return (
    password !== undefined &&
    host !== undefined &&
    !NO_VALUE.test(password) &&
    !/^(?:localhost$|127\.|\[::1\])/.test(host) &&
    !/^(?:postgres|password|pass)$/i.test(password)
  );
}

function hasVariableValue(line: string): boolean {
  const [, value] = VARIABLE.exec(line) ?? [];
  return value !== undefined && !NO_VALUE.test(value) && !NAME.test(value);
}
