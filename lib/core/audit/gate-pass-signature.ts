import { utf8ToBytes } from "@noble/hashes/utils.js";
import { gatePassSchema, gatePassTermsSchema, type GatePass, type GatePassTerms } from "@/lib/contract/agent-api";
import { canonicalJson } from "@/lib/core/canonical-json";

/**
 * The bytes the installation signs to release a step: the pass and its terms, each a closed list of fields.
 *
 * @throws when either holds a field that is not in its list.
 */
export function toGatePassBytes(pass: GatePass, terms: GatePassTerms): Uint8Array {
  const statement = canonicalJson({ pass: gatePassSchema.parse(pass), terms: gatePassTermsSchema.parse(terms) });
  return utf8ToBytes(`upgrade-review/gate-pass/1\n${statement}`);
}
