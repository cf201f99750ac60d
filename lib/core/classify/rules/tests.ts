import { toUsualName } from "./auth-names";
import { baseName, type Rule, type RuleSubject, whenPath } from "./rule";

const TEST_SUPPORT = /^test\/(?:support\/|test_helper\.exs$)/;
/** What every test of the app stands on, and what signs people in. */
const SHARED_SUPPORT = /^(?:conn_case|data_case|channel_case|test_helper|case)|auth/;
const TEST = /^(?:test|e2e|spec|cypress|playwright|priv\/playwright)\/|_test\.exs$|\.(?:test|spec)\.[cm]?[jt]sx?$/;

/** Tests and what they stand on. Their names must not pull them into a category by words such as "auth". */
export const TEST_RULES: readonly Rule[] = [
  {
    id: "test-support",
    category: "host_auth",
    supporting: true,
    reason: "Test support: fixtures and cases that sign users in.",
    match: whenPath((subject) => TEST_SUPPORT.test(subject.local) && isSharedSupport(subject)),
  },
  {
    id: "test",
    category: "by-subject",
    supporting: true,
    reason: "A test, reviewed with the code it tests.",
    match: whenPath(({ local }) => TEST.test(local) && !isPicture(local)),
  },
];

/** The path of the code that a test is about, as far as names tell. */
export function toTestedPath({ path, local, appFolder }: Pick<RuleSubject, "path" | "local" | "appFolder">): string {
  if (TEST_SUPPORT.test(local)) return `${appFolder}/${supportedName(local)}.ex`;
  const root = path.slice(0, path.length - local.length);
  return `${root}${local.replace(/^test\//, "lib/").replace(/(?:_test\.exs|\.exs?)$/, ".ex")}`;
}

function isSharedSupport({ local, facts }: RuleSubject): boolean {
  return SHARED_SUPPORT.test(baseName(local)) || /^users?$/.test(toUsualName(supportedName(local), facts));
}

/** What fixtures or helpers are for: `accounts` for `accounts_fixtures.ex`. */
function supportedName(local: string): string {
  return baseName(local).replace(/_(?:fixtures?|helpers?|factory|test_helpers?)$/, "");
}

function isPicture(path: string): boolean {
  return /\.(?:png|jpe?g|gif|webp|svg)$/.test(path);
}
