import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

export type SoftwareAuthenticator = ReturnType<typeof createSoftwareAuthenticator>;

/** A passkey device in memory: ES256, one credential, a counter that a test may turn back. */
export function createSoftwareAuthenticator({ origin, rpId }: { readonly origin: string; readonly rpId: string }) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const credentialId = randomBytes(16);
  const id = credentialId.toString("base64url");
  const state = { counter: 0, origin, rpId, isVerified: true };

  function authenticatorData(flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(state.counter);
    return Buffer.concat([createHash("sha256").update(state.rpId).digest(), Buffer.of(state.isVerified ? flags | 0x04 : flags), counter]);
  }

  function clientData(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: state.origin, crossOrigin: false }));
  }

  return {
    id,
    /** What it does next time: another counter, origin or site, or no check of its owner. */
    state,
    /** Answers `navigator.credentials.create`. */
    create: ({ challenge }: { readonly challenge: string }) => {
      const { x, y } = publicKey.export({ format: "jwk" });
      const cose = map([
        [int(1), int(2)],
        [int(3), int(-7)],
        [int(-1), int(1)],
        [int(-2), bytes(Buffer.from(x ?? "", "base64url"))],
        [int(-3), bytes(Buffer.from(y ?? "", "base64url"))],
      ]);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const authData = Buffer.concat([authenticatorData(0x41), Buffer.alloc(16), length, credentialId, cose]);
      const attestation = map([
        [text("fmt"), text("none")],
        [text("attStmt"), map([])],
        [text("authData"), bytes(authData)],
      ]);
      const response = {
        clientDataJSON: clientData("webauthn.create", challenge).toString("base64url"),
        attestationObject: attestation.toString("base64url"),
        transports: ["internal" as const],
      };
      return { id, rawId: id, type: "public-key" as const, clientExtensionResults: {}, response };
    },
    /** Answers `navigator.credentials.get`; every answer counts one up. */
    get: ({ challenge }: { readonly challenge: string }) => {
      state.counter += 1;
      const data = authenticatorData(0x01);
      const client = clientData("webauthn.get", challenge);
      const signature = sign("sha256", Buffer.concat([data, createHash("sha256").update(client).digest()]), privateKey);
      const response = {
        clientDataJSON: client.toString("base64url"),
        authenticatorData: data.toString("base64url"),
        signature: signature.toString("base64url"),
      };
      return { id, rawId: id, type: "public-key" as const, clientExtensionResults: {}, response };
    },
  };
}

/** The few pieces of CBOR (RFC 8949) that a credential is made of. */
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.of((major << 5) | value);
  return value < 256 ? Buffer.of((major << 5) | 24, value) : Buffer.of((major << 5) | 25, value >> 8, value & 0xff);
}

function int(value: number): Buffer {
  return value < 0 ? head(1, -1 - value) : head(0, value);
}

function bytes(content: Buffer): Buffer {
  return Buffer.concat([head(2, content.length), content]);
}

function text(content: string): Buffer {
  return Buffer.concat([head(3, Buffer.byteLength(content)), Buffer.from(content)]);
}

function map(entries: readonly (readonly [Buffer, Buffer])[]): Buffer {
  return Buffer.concat([head(5, entries.length), ...entries.flat()]);
}
