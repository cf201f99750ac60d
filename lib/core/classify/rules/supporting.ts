import { speaksOfAuth } from "./auth-use";
import { findText, type Rule, whenPath } from "./rule";

const DOC = /\.(?:md|markdown|livemd|rst|adoc)$|^(?:docs?|guides)\/|(?:^|\/)(?:LICENSE|CHANGELOG|README|NOTICE)[^/]*$/i;
const DEPENDENCY =
  /(?:^|\/)(?:mix\.exs|mix\.lock|package\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|\.tool-versions|\.formatter\.exs|\.credo\.exs)$/;
const STATIC = /^(?:assets|priv\/static)\/|\.(?:css|scss|sass|less|js|mjs|cjs|ts|tsx|jsx|map|svg|png|jpe?g|gif|webp|avif|ico|woff2?|ttf|otf|eot)$/;
const SCRIPT = /^(?:scripts|bin|rel)\/|\.(?:sh|bash|zsh|ps1)$/;
const SEEDS = /^priv\/(?:.+\/)?seeds?(?:\/.+|_\w+)?(?:\.exs)?$/;
const TRANSLATION = /\.pot?$/;
const DEPLOYMENT =
  /^(?:\.github|\.gitlab|\.circleci|k8s|deploy|\.ci)\/|(?:^|\/)(?:Dockerfile[^/]*|docker-compose[^/]*|compose\.ya?ml|fly[^/]*\.toml|render\.yaml|Procfile|\.gitlab-ci\.yml)$/;
/** Variables and tasks of the library and of optional parts. */
const LIBRARY_SETTING =
  /\b(?:\w+_)?(?:CLOAK|SIGRA|OAUTH|OIDC|SAML|SSO|PASSKEY|WEBAUTHN|CLIENT_ID|CLIENT_SECRET|SMTP|MAILGUN|SENDGRID|POSTMARK|OBAN|HAMMER|REDIS)(?:_\w+)?\b|\bsigra\b|\bdata_migrations\b/i;

/** Files of the project itself, wherever they lie. */
export const PROJECT_RULES: readonly Rule[] = [
  {
    id: "dependency-file",
    category: "integration",
    supporting: true,
    reason: "Dependencies, their versions and the tools of the project.",
    match: whenPath(({ local }) => DEPENDENCY.test(local)),
  },
];

/** Files beside the code. Their names must not pull them into a category by words such as "auth". */
export const SUPPORTING_RULES: readonly Rule[] = [
  {
    id: "documentation",
    category: "by-subject",
    otherwise: "integration",
    supporting: true,
    reason: "Documentation; nothing of it runs.",
    match: whenPath(({ local }) => DOC.test(local)),
  },
  {
    id: "asset",
    category: "host_auth",
    supporting: true,
    reason: "Style sheet, image, font or browser script of the generated pages.",
    match: whenPath(({ local }) => STATIC.test(local)),
  },
  {
    id: "script",
    category: "by-subject",
    otherwise: "integration",
    supporting: true,
    reason: "A script that runs beside the app.",
    match: whenPath(({ local }) => SCRIPT.test(local)),
  },
  {
    id: "seeds",
    category: "by-subject",
    supporting: true,
    reason: "A script that fills the database for development.",
    match: whenPath(({ local }) => SEEDS.test(local)),
  },
  {
    id: "translation",
    category: "by-subject",
    supporting: true,
    reason: "Translated texts, reviewed with the pages that show them.",
    match: whenPath(({ local }) => TRANSLATION.test(local)),
  },
  {
    id: "admin-task",
    category: "audit_security",
    supporting: true,
    reason: "An operator task that reads or changes admin grants.",
    match: whenPath(({ local }) => /^lib\/mix\/tasks\/sigra\.admin\.\w+\.ex$/.test(local)),
  },
  {
    id: "mix-task",
    category: "by-subject",
    otherwise: "host_auth",
    supporting: true,
    reason: "An operator task that uses the library or the auth context.",
    match: (subject) => (/^lib\/mix\/tasks\/.+\.ex$/.test(subject.local) && (/sigra/.test(subject.local) || speaksOfAuth(subject)) ? "" : null),
  },
  {
    id: "environment-file",
    category: "integration",
    supporting: false,
    reason: "Environment variables that the library or an optional part reads at boot.",
    match: ({ local, code, prose }) => (/(?:^|\/)\.env[^/]*$/.test(local) ? findText([...code, ...prose], LIBRARY_SETTING) : null),
  },
  {
    id: "deployment-file",
    category: "integration",
    supporting: true,
    reason: "How the app is built, tested and run.",
    match: ({ local, code }) => (DEPLOYMENT.test(local) ? (findText(code, LIBRARY_SETTING) ?? "") : null),
  },
];
