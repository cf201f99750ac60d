import { baseName, findInCode, isAppCode, isWebPath, type Rule, whenPath } from "./rule";

const USING = /\bdefmacro __using__\b/;
const ROUTER_MODULE = /\buse\s+(?:[\w.]+,\s*:router\b|Phoenix\.(?:Router|Endpoint)\b|Plug\.Router\b)/;

export const ROUTER_RULES: readonly Rule[] = [
  {
    id: "router",
    category: "router",
    supporting: false,
    reason: "Routes and pipelines are wired here; labels tell what they are for.",
    match: whenPath(({ path, facts }) => path === `${facts.webFolder}/router.ex` || path.startsWith(`${facts.webFolder}/router/`)),
  },
  {
    id: "endpoint",
    category: "router",
    supporting: false,
    reason: "Plugs that every request passes are wired here.",
    match: whenPath(({ path, facts }) => path === `${facts.webFolder}/endpoint.ex`),
  },
  {
    id: "further-router",
    category: "router",
    supporting: false,
    reason: "A further router or endpoint of the app.",
    match: (subject) => {
      if (!isAppCode(subject)) return null;
      const isNamed = isWebPath(subject) && /^(?:\w+_)?(?:router|endpoint|routes)$/.test(baseName(subject.path));
      if (isNamed) return "";
      // The module that every web module uses speaks of routers too.
      return subject.file?.find(USING) ? null : findInCode(subject, ROUTER_MODULE);
    },
  },
];
