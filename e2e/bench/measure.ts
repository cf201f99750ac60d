import type { Browser, BrowserContextOptions, CDPSession, Page } from "@playwright/test";
import { untilQuiet } from "./until-quiet";

/** A page that shows a diff, and how to know its lines. */
export type Target = {
  readonly name: string;
  readonly url: string;
  /** The element that scrolls; the document's own when it is empty. */
  readonly scroller: string;
  /** Matches an element within a line of the diff, also inside a shadow root. */
  readonly line: string;
  /** A part of the diff whose lines get their colours together, and what has a colour in it; where colours come later than lines. */
  readonly colours?: { readonly part: string; readonly coloured: string };
  readonly context?: BrowserContextOptions;
  /** Answers that the page gets otherwise than they were sent. */
  readonly rewrite?: { readonly url: RegExp; readonly body: (body: unknown) => unknown };
};

/** What one visit shows; times in milliseconds. */
export type Visit = {
  readonly firstLine: number;
  /** Sum of what every long task took over 50 ms, up to one second after the first line. */
  readonly blocked: number;
  readonly longestTask: number;
  readonly elements: number;
  readonly heapBytes: number;
  readonly scroll: Scroll;
  readonly jumps: readonly number[];
  readonly colours: Colours | null;
};
/** What follows when a scroll at reading speed comes to rest. */
export type Colours = {
  /** Parts of the diff in view that have colours in the end. */
  readonly parts: number;
  /** From the last movement until the last of them had its colours; 0 when they had them before. */
  readonly afterMs: number;
  readonly longestTask: number;
};
export type Scroll = {
  readonly fps: number;
  readonly p95: number;
  /** Share of frames in which no line was to be seen. */
  readonly blank: number;
};

const VIEWPORT = { width: 1440, height: 900 };
const SCROLL_SECONDS = 3;
const READING_SECONDS = 2;
const MIDDLE = 0.5;
const PIXELS_PER_SECOND = 30_000;
const JUMPS = [0.2, 0.5, 0.9];
const READING_PIXELS_PER_SECOND = 1_500;

/** What the page is asked; set up before anything of its own runs. */
type Probe = {
  readonly firstLine: () => number | null;
  readonly tasks: () => readonly number[];
  readonly countElements: () => number;
  readonly scroll: (seconds: number, speed: number) => Promise<Scroll>;
  readonly jump: (to: number, limit: number) => Promise<number | null>;
  readonly rest: (part: string, coloured: string, speed: number) => Promise<Colours>;
};

/** Opens the page in a browser window of its own, and waits until a line is there. @throws when none is within the limit. */
export async function openTarget(browser: Browser, target: Target, limitMs: number): Promise<OpenPage & { readonly firstLine: number }> {
  const opened = await openPage(browser, target, limitMs);
  try {
    const found = await opened.page.waitForFunction(() => (window as unknown as { probe: Probe }).probe.firstLine(), undefined, {
      timeout: limitMs,
      polling: 50,
    });
    return { ...opened, firstLine: Number(await found.jsonValue()) };
  } catch (error) {
    await opened.close();
    throw new Error(opened.errors[0] ?? firstSentence(error));
  }
}

/** When the first line was there, in milliseconds since 1970, on a page that is open. */
export async function waitForFirstLine(page: Page, limitMs: number): Promise<number> {
  const found = await page.waitForFunction(
    () => {
      const first = (window as unknown as { probe: Probe }).probe.firstLine();
      return first === null ? null : performance.timeOrigin + first;
    },
    undefined,
    { timeout: limitMs, polling: 50 },
  );
  return Number(await found.jsonValue());
}

type OpenPage = { readonly page: Page /** What the page threw. */; readonly errors: readonly string[]; readonly close: () => Promise<void> };

/** Opens the page in a browser window of its own, once that is at rest. */
export async function openPage(browser: Browser, target: Target, limitMs: number): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: VIEWPORT, ...target.context });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  // The compiler wraps named functions in a helper that the page does not have.
  await page.addInitScript("globalThis.__name = (named) => named;");
  await page.addInitScript(installProbe, { scroller: target.scroller, line: target.line });
  const { rewrite } = target;
  if (rewrite) {
    await page.route(rewrite.url, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: rewrite.body(await response.json()) });
    });
  }
  try {
    await untilQuiet();
    await page.goto(target.url, { waitUntil: "commit", timeout: limitMs });
    return { page, errors, close: () => context.close() };
  } catch (error) {
    await context.close();
    throw new Error(errors[0] ?? firstSentence(error));
  }
}

function firstSentence(error: unknown): string {
  return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
}

/** One visit from navigation to the last jump. */
export async function visit(browser: Browser, target: Target, limitMs: number): Promise<Visit> {
  const { page, firstLine, close } = await openTarget(browser, target, limitMs);
  try {
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
    const tasks = await page.evaluate(() => (window as unknown as { probe: Probe }).probe.tasks());
    const elements = await page.evaluate(() => (window as unknown as { probe: Probe }).probe.countElements());
    const heapBytes = await measureHeap(await page.context().newCDPSession(page));
    const scroll = await fastScroll(page);
    const jumps: number[] = [];
    for (const to of JUMPS)
      jumps.push(
        (await page.evaluate(([place, limit]) => (window as unknown as { probe: Probe }).probe.jump(place ?? 0, limit ?? 0), [to, limitMs])) ?? limitMs,
      );
    const { colours } = target;
    const rest =
      colours === undefined
        ? null
        : await page.evaluate(([part, coloured, speed]) => (window as unknown as { probe: Probe }).probe.rest(part, coloured, speed), [
            colours.part,
            colours.coloured,
            READING_PIXELS_PER_SECOND,
          ] as const);
    return {
      firstLine,
      blocked: tasks.reduce((sum, duration) => sum + Math.max(0, duration - 50), 0),
      longestTask: Math.max(0, ...tasks),
      elements,
      heapBytes,
      scroll,
      jumps,
      colours: rest,
    };
  } finally {
    await close();
  }
}

/** A scripted scroll, from where the page is. */
export async function fastScroll(page: Page): Promise<Scroll> {
  return scrollFor(page, SCROLL_SECONDS, PIXELS_PER_SECOND);
}

/** A scroll at the speed of somebody who reads, from the middle on: with everything that lines have at rest. */
export async function readAlong(browser: Browser, target: Target, limitMs: number): Promise<Scroll> {
  const { page, close } = await openTarget(browser, target, limitMs);
  try {
    await page.evaluate(([place, limit]) => (window as unknown as { probe: Probe }).probe.jump(place ?? 0, limit ?? 0), [MIDDLE, limitMs]);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
    return await scrollFor(page, READING_SECONDS, READING_PIXELS_PER_SECOND);
  } finally {
    await close();
  }
}

async function scrollFor(page: Page, seconds: number, speed: number): Promise<Scroll> {
  return page.evaluate(([time, pixels]) => (window as unknown as { probe: Probe }).probe.scroll(time ?? 0, pixels ?? 0), [seconds, speed]);
}

async function measureHeap(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  return (await session.send("Runtime.getHeapUsage")).usedSize;
}

/** Runs in the page: everything it needs has to be inside. */
function installProbe({ scroller, line }: { readonly scroller: string; readonly line: string }): void {
  const tasks: number[] = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) tasks.push(entry.duration);
  }).observe({ type: "longtask", buffered: true });

  const scrollerOf = (): Element | null => (scroller === "" ? document.scrollingElement : document.querySelector(scroller));
  const deepest = (x: number, y: number): Element | null => {
    let element = document.elementFromPoint(x, y);
    while (element?.shadowRoot) {
      const inner: Element | null = element.shadowRoot.elementFromPoint(x, y);
      if (inner === null || inner === element) break;
      element = inner;
    }
    return element;
  };
  const showsLine = (): boolean => {
    const box = scroller === "" ? { left: 0, right: innerWidth, top: 0, bottom: innerHeight } : scrollerOf()?.getBoundingClientRect();
    if (!box) return false;
    const x = box.left + (box.right - box.left) * 0.4;
    const height = Math.min(box.bottom, innerHeight) - box.top;
    for (let part = 1; part < 24; part += 1) if (deepest(x, box.top + (height * part) / 24)?.closest(line)) return true;
    return false;
  };

  let first: number | null = null;
  const look = (): void => {
    if (document.body && showsLine()) first = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  const elementsIn = (root: ParentNode): number => {
    let count = 0;
    for (const element of root.querySelectorAll("*")) count += 1 + (element.shadowRoot ? elementsIn(element.shadowRoot) : 0);
    return count;
  };

  const probe: Probe = {
    firstLine: () => first,
    tasks: () => tasks,
    countElements: () => elementsIn(document),
    scroll: (seconds, speed) =>
      new Promise((resolve) => {
        const element = scrollerOf();
        const frames: number[] = [];
        let blank = 0;
        let begun: number | null = null;
        let last = 0;
        const step = (now: number): void => {
          if (begun === null) {
            begun = now;
          } else {
            frames.push(now - last);
            if (!showsLine()) blank += 1;
            if (element) element.scrollTop += (speed * (now - last)) / 1_000;
          }
          last = now;
          if (now - begun < seconds * 1_000) return void requestAnimationFrame(step);
          const sorted = frames.toSorted((a, b) => a - b);
          resolve({
            fps: (frames.length * 1_000) / (now - begun),
            p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
            blank: blank / Math.max(1, frames.length),
          });
        };
        requestAnimationFrame(step);
      }),
    jump: (to, limit) =>
      new Promise((resolve) => {
        const element = scrollerOf();
        const begun = performance.now();
        if (element) element.scrollTop = to * (element.scrollHeight - element.clientHeight);
        const look = (): void => {
          if (showsLine()) resolve(performance.now() - begun);
          else if (performance.now() - begun > limit) resolve(null);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    rest: (part, coloured, speed) =>
      new Promise((resolve) => {
        const element = scrollerOf();
        const from = element?.scrollTop ?? 0;
        const tasksBefore = tasks.length;
        const colouredAt = new Map<Element, number>();
        let begun: number | null = null;
        let stopped: number | null = null;
        const isInView = (box: DOMRect): boolean => box.bottom > 60 && box.top < innerHeight;
        const step = (now: number): void => {
          begun ??= now;
          if (now - begun < 1_000) {
            if (element) element.scrollTop = from + ((now - begun) * speed) / 1_000;
          } else {
            stopped ??= now;
            for (const found of document.querySelectorAll(part))
              if (isInView(found.getBoundingClientRect()) && found.querySelector(coloured) && !colouredAt.has(found)) colouredAt.set(found, now - stopped);
          }
          if (stopped === null || now - stopped < 1_000) return void requestAnimationFrame(step);
          resolve({ parts: colouredAt.size, afterMs: Math.max(0, ...colouredAt.values()), longestTask: Math.max(0, ...tasks.slice(tasksBefore)) });
        };
        requestAnimationFrame(step);
      }),
  };
  (window as unknown as { probe: Probe }).probe = probe;
}
