import { type Rule, whenPath } from "./rule";

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
    match: whenPath(({ path }) => /^(?:.+\/)?lib\/.+\/(?:\w+_)?(?:router|endpoint)\.ex$/.test(path)),
  },
];
