const MAX_DEPTH = 16;

/**
 * The one text of a value: RFC 8785 restricted to strings, safe integers, booleans, null, arrays and
 * objects. Properties with the value undefined are left out, as JSON does.
 *
 * @throws on anything else: fractions, unsafe integers, lone surrogates, functions, depth over 16.
 */
export function canonicalJson(value: unknown): string {
  return encode(value, "$", 0);
}

function encode(value: unknown, at: string, depth: number): string {
  if (depth > MAX_DEPTH) throw new Error(`canonical JSON: ${at} is deeper than ${MAX_DEPTH} levels`);
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
      return value ? "true" : "false";
    case "number":
      if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
        throw new Error(`canonical JSON: expected a safe integer at ${at}, got ${value}`);
      }
      return String(value);
    case "string":
      if (!isWellFormed(value)) throw new Error(`canonical JSON: lone surrogate in the text at ${at}`);
      return JSON.stringify(value);
    case "object":
      return Array.isArray(value) ? encodeArray(value, at, depth) : encodeObject(value, at, depth);
    default:
      throw new Error(`canonical JSON: expected JSON at ${at}, got ${typeof value}`);
  }
}

function encodeArray(values: readonly unknown[], at: string, depth: number): string {
  return `[${values.map((value, index) => encode(value, `${at}[${index}]`, depth + 1)).join(",")}]`;
}

function encodeObject(value: object, at: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new Error(`canonical JSON: expected a plain object at ${at}`);
  }
  // RFC 8785 sorts by UTF-16 code units, which is what `<` on strings compares.
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const members = entries.map(([key, entry]) => {
    if (!isWellFormed(key)) throw new Error(`canonical JSON: lone surrogate in a key at ${at}`);
    return `${JSON.stringify(key)}:${encode(entry, `${at}.${key}`, depth + 1)}`;
  });
  return `{${members.join(",")}}`;
}

/** Whether a text holds no half of a surrogate pair; no other text can be sealed. */
export function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}
