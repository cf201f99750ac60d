import { z } from "zod";

const SHORTEST = 12;
const LONGEST = 128;

export const PASSWORD_HINT = `${SHORTEST} characters or more; several words are easiest to remember`;

/** A password that is being chosen. */
export const newPasswordSchema = z.string().min(SHORTEST, `Use ${SHORTEST} characters or more`).max(LONGEST, `Use ${LONGEST} characters or fewer`);
