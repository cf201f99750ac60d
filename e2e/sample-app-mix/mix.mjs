#!/usr/bin/env node
/**
 * Stand-in for Elixir's `mix`, for the sample app only: it runs no Elixir. Each
 * task shows what a host's developer would see and changes the files the real
 * task would change, so that the product can be tried and tested without
 * Elixir, Hex or a database.
 *
 * SAMPLE_MIX_DELAY_MS waits that long after every printed line; NO_COLOR turns
 * the colours off.
 */
import { compile } from "./compile.mjs";
import { depsGet } from "./deps-get.mjs";
import { ectoMigrate } from "./ecto-migrate.mjs";
import { failureText, MixError, say, sayError, TaskFailure } from "./output.mjs";
import { phxServer } from "./phx-server.mjs";
import { findProject, requireDependencies } from "./project.mjs";
import { runTests } from "./run-tests.mjs";
import { sigraUpgrade } from "./sigra-upgrade.mjs";

/** `needsDependencies`: Mix checks the lock and `deps/` before it runs the task. */
const TASKS = {
  "deps.get": { run: depsGet, needsDependencies: false },
  "sigra.upgrade": { run: sigraUpgrade, needsDependencies: true },
  "ecto.migrate": { run: ectoMigrate, needsDependencies: true },
  compile: { run: compile, needsDependencies: true },
  test: { run: runTests, needsDependencies: true },
  "phx.server": { run: phxServer, needsDependencies: true },
};

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]) {
  await say("[stand-in mix] sample app only: this is not Elixir's mix");
  try {
    if (name === "--version" || name === "-v") {
      await say("Mix 1.17.3 (stand-in for the sample app, no Erlang/OTP)");
      return 0;
    }
    return await runTask(name, args);
  } catch (error) {
    if (!(error instanceof TaskFailure)) throw error;
    await sayError(failureText(error));
    return error.exitCode;
  }
}

async function runTask(name, args) {
  const project = findProject(process.cwd());
  const task = Object.hasOwn(TASKS, name ?? "") ? TASKS[name] : null;
  if (task === null) {
    const note = project === null ? "\nNote no mix.exs was found in the current directory" : "";
    throw new MixError(`The task "${name ?? "run"}" could not be found${note}`);
  }
  if (project === null) {
    throw new MixError("Could not find a Mix.Project, please ensure you are running Mix in a directory with a mix.exs file");
  }
  if (task.needsDependencies) await requireDependencies(project);
  return task.run(project, args);
}
