import { gateRace } from "./gate-race";
import { gitConfigs } from "./git-configs";
import { hostileInputs } from "./hostile-inputs";
import { kills } from "./kills";
import { powerLoss } from "./power-loss";
import { signOffStorm } from "./sign-off-storm";
import type { FaultSuite } from "./suite";
import { tampering } from "./tampering";

/** Every suite, in the order in which they run. */
export const FAULT_SUITES: readonly FaultSuite[] = [kills, powerLoss, signOffStorm, tampering, gateRace, gitConfigs, hostileInputs];
