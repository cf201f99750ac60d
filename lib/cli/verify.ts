import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { isMainThread } from "node:worker_threads";
import { withFile } from "./verify/byte-source";
import { describeVerdict } from "./verify/describe-verdict";
import { serveSealsThread } from "./verify/seals-thread";
import { verifyDossier } from "./verify/verify-dossier";

const USAGE = "usage: npm run verify -- FILE [--installation ID]";
const EXIT_USAGE = 2;
/** What another thread runs: this script too, once it is built into one file. */
const THREAD = new URL(import.meta.url);

type Arguments = { readonly file: string; readonly installation: string | undefined };

if (isMainThread) await start();
else await serveSealsThread();

async function start(): Promise<void> {
  const given = readArguments(process.argv.slice(2));
  if (typeof given === "string") refuse(given);
  else await run(given);
}

async function run({ file, installation }: Arguments): Promise<void> {
  try {
    // npm changes into the project's folder and leaves the caller's in INIT_CWD.
    const verdict = await withFile(resolve(process.env.INIT_CWD ?? process.cwd(), file), (source) => verifyDossier(source, THREAD));
    process.stdout.write(describeVerdict(verdict));
    if (!verdict.ok) process.exitCode = 1;
    else if (installation !== undefined && verdict.statement.installationId !== installation) {
      console.error(`verify: it was made by installation ${verdict.statement.installationId}, not by ${installation}`);
      process.exitCode = 1;
    }
  } catch (error) {
    if (error instanceof Error && "code" in error) return refuse(`${file} cannot be read (${String(error.code)})`);
    throw error;
  }
}

/** The arguments, or a sentence saying what is wrong with them. */
function readArguments(args: readonly string[]): Arguments | string {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { installation: { type: "string" } }, allowPositionals: true });
    const [file, ...more] = positionals;
    if (file === undefined || file === "" || more.length > 0) return `expected one FILE; ${USAGE}`;
    if (values.installation !== undefined && !/^[0-9a-f]{64}$/.test(values.installation)) return `ID must be 64 hexadecimal digits; ${USAGE}`;
    return { file, installation: values.installation };
  } catch (error) {
    return `${(error instanceof Error ? error.message : String(error)).split(/\.\s|\n/)[0] ?? ""}; ${USAGE}`;
  }
}

function refuse(sentence: string): void {
  console.error(`verify: ${sentence.replace(/\s+/g, " ")}`);
  process.exitCode = EXIT_USAGE;
}
