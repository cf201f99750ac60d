import type { HLJSApi, Language, LanguageFn, Mode } from "highlight.js";
import bash from "highlight.js/lib/languages/bash";
import css from "highlight.js/lib/languages/css";
import elixir from "highlight.js/lib/languages/elixir";
import erlang from "highlight.js/lib/languages/erlang";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import markdown from "highlight.js/lib/languages/markdown";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import type { LanguageName } from "./language-of";

/** Elixir, with templates where `~H` begins one. */
function elixirWithTemplates(hljs: HLJSApi): Language {
  const language = elixir(hljs);
  const template = (begin: RegExp, end: RegExp): Mode => ({ begin, end, subLanguage: "heex", excludeBegin: true, excludeEnd: true });
  language.contains.unshift(template(/~H"""/, /"""/), template(/~H"/, /"/));
  return language;
}

/** Phoenix's templates: HTML with Elixir in `{...}` and `<%= ... %>`, function components and slots as tags. */
function heex(_hljs: HLJSApi): Language {
  const braces: Mode = {
    begin: /\{/,
    end: /\}/,
    excludeBegin: true,
    excludeEnd: true,
    subLanguage: "elixir",
    contains: [{ begin: /\{/, end: /\}/, skip: true, contains: ["self"] }],
  };
  const code: Mode = { begin: /<%(?!!--)[=%]?/, end: /%>/, beginScope: "keyword", endScope: "keyword", subLanguage: "elixir" };
  const comment: Mode = {
    scope: "comment",
    variants: [
      { begin: /<%!--/, end: /--%>/ },
      { begin: /<!--/, end: /-->/ },
    ],
  };
  const string: Mode = {
    scope: "string",
    variants: [
      { begin: /"/, end: /"/ },
      { begin: /'/, end: /'/ },
    ],
  };
  const attribute: Mode = { scope: "attr", begin: /[:@]?[A-Za-z_][\w.:-]*/ };
  const name: Mode = { scope: "name", begin: /[.:]?[A-Za-z][\w.:-]*/, starts: { endsWithParent: true, contains: [string, braces, code, attribute] } };
  const tag: Mode = { begin: /<\/?(?=[.:A-Za-z])/, end: /\/?>/, contains: [name] };
  return { name: "HEEx", case_insensitive: false, contains: [comment, code, tag, braces] };
}

/** Every grammar by its name. */
export const GRAMMARS: Readonly<Record<LanguageName, LanguageFn>> = {
  elixir: elixirWithTemplates,
  heex,
  erlang,
  javascript,
  typescript,
  css,
  json,
  yaml,
  sql,
  bash,
  markdown,
  xml,
};
