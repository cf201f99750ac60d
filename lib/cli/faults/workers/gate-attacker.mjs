// A thread that changes a checkout at random moments until it is told to stop, then puts it back as it was.
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";

const { root, outside, files, state } = workerData;
const sleeper = new Int32Array(new SharedArrayBuffer(4));
const EVIL = "unapproved\n";

/** What somebody might do beside the gate: each makes a change and gives back how to take it back. */
const ATTACKS = {
  edit: () => swapFile("lib/harbor.ex"),
  "restore-after-edit": () => swapFile("priv/repo/migrations/1_first.exs"),
  "added-migration": () => {
    write("priv/repo/migrations/2_second.exs", EVIL);
    return () => rmSync(join(root, "priv/repo/migrations/2_second.exs"), { force: true });
  },
  "swapped-symlink": () => {
    rmSync(join(root, "priv/repo/migrations"), { recursive: true, force: true });
    symlinkSync(outside, join(root, "priv/repo/migrations"));
    return () => {
      rmSync(join(root, "priv/repo/migrations"), { recursive: true, force: true });
      restore("priv/repo/migrations/1_first.exs");
    };
  },
  "changed-dependency": () => {
    write("deps/packaged/lib.ex", EVIL);
    return swapFile("deps/vendored/lib.ex");
  },
};

parentPort.on("message", ({ attack, delays }) => {
  sleep(delays.first);
  while (Atomics.load(state, 0) === 0) {
    const undo = ATTACKS[attack]();
    if (attack === "edit") waitForEnd();
    else sleep(delays.changed);
    undo();
    sleep(delays.restored);
  }
  for (const folder of ["lib", "priv", "deps"]) rmSync(join(root, folder), { recursive: true, force: true });
  for (const path of Object.keys(files)) restore(path);
  parentPort.postMessage("restored");
});

function swapFile(path) {
  write(path, EVIL);
  return () => restore(path);
}

function restore(path) {
  write(path, files[path]);
}

function write(path, content) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function waitForEnd() {
  Atomics.wait(state, 0, 0);
}

function sleep(ms) {
  Atomics.wait(sleeper, 0, 0, ms);
}
