/** Makes the compiler prove that every variant was handled. @throws when data escaped its type. */
export function assertNever(value: never): never {
  throw new Error(`unexpected variant: ${JSON.stringify(value)}`);
}
