import { colourLines } from "./colour-lines";
import type { SyntaxAnswer, SyntaxRequest } from "./syntax-store";

type Scope = { onmessage: ((event: MessageEvent<SyntaxRequest>) => void) | null; postMessage: (answer: SyntaxAnswer) => void };
const scope = globalThis as unknown as Scope;

scope.onmessage = ({ data: { id, language, sides } }) => {
  scope.postMessage({ id, sides: sides.map((lines) => colourLines(language, lines)) });
};
