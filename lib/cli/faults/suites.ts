import type { FaultSuite } from "./suite";

/** What loads each suite, by its name, in the order of the table. Each is loaded alone, and only once there is a database client. */
const SUITES: Readonly<Record<string, () => Promise<FaultSuite>>> = {
  kills: async () => (await import("./kills")).kills,
  "power loss": async () => (await import("./power-loss")).powerLoss,
  "sign-off storm": async () => (await import("./sign-off-storm")).signOffStorm,
  "tampered dossiers": async () => (await import("./tampering")).tampering,
  "gate race": async () => (await import("./gate-race")).gateRace,
  "hostile git configs": async () => (await import("./git-configs")).gitConfigs,
  "hostile inputs": async () => (await import("./hostile-inputs")).hostileInputs,
};

/** Suites by their names, all of them by default. @throws when there is none of a name. */
export function loadSuites(names: readonly string[] = Object.keys(SUITES)): Promise<readonly FaultSuite[]> {
  return Promise.all(
    names.map((name) => {
      const load = SUITES[name];
      if (!load) throw new Error(`there is no suite ${name}; there are ${Object.keys(SUITES).join(", ")}`);
      return load();
    }),
  );
}
