import { makeDataset } from "@/lib/cli/bench/dataset";
import { buildDashboard } from "@/lib/cli/build-dashboard";
import { openOurPage } from "./our-page";
await buildDashboard();
const page = await openOurPage(await makeDataset("large"));
console.log(page.snapshotMs, page.hunks, page.target.url);
await page.close();
