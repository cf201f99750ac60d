import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { err, ok, type Result } from "@/lib/core/result";

/** Why passkeys cannot be used in this browser at this address; undefined when they can. */
export function whyNoPasskeys(): string | undefined {
  if (!browserSupportsWebAuthn()) return "This browser, or this address without HTTPS, has no passkeys.";
  const { hostname, protocol, port } = window.location;
  if (!/^[\d.]+$|^\[/.test(hostname)) return undefined;
  return hostname === "127.0.0.1"
    ? `Passkeys need a name instead of numbers: open ${protocol}//localhost${port ? `:${port}` : ""} and sign in there.`
    : "Passkeys need a name instead of numbers in the address.";
}

/** The dashboard passes the options through; only the browser looks into them. */
type Options<Kind> = Kind extends "create" ? PublicKeyCredentialCreationOptionsJSON : PublicKeyCredentialRequestOptionsJSON;

/** Has the browser make a passkey. */
export function makePasskey(options: object): Promise<Result<unknown, string>> {
  return ask(() => startRegistration({ optionsJSON: options as Options<"create"> }));
}

/** Has the browser use one. */
export function answerWithPasskey(options: object): Promise<Result<unknown, string>> {
  return ask(() => startAuthentication({ optionsJSON: options as Options<"get"> }));
}

async function ask(start: () => Promise<unknown>): Promise<Result<unknown, string>> {
  try {
    return ok(await start());
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: "", message: String(error) };
    if (name === "NotAllowedError" || name === "AbortError") return err("It was cancelled, or it took too long. Nothing was changed.");
    if (name === "InvalidStateError") return err("This device has a passkey for you here already.");
    return err(`The browser could not do that: ${message}`);
  }
}
