/**
 * Completes the names of `threading`, `queue` and `concurrent.futures`, each with its line of the cheat sheet. After a
 * module's name come what it offers, after any other name's dot all methods, since nothing knows what that name holds.
 */

import names from "strings-names";
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { pythonLanguage } from "@codemirror/lang-python";
import type { Extension } from "@codemirror/state";
import type { Language } from "../language.ts";

/** What a module is called in a program, as the site's own programs import it. */
const MODULES: Readonly<Record<string, string>> = {
  threading: "threading",
  queue: "queue",
  futures: "concurrent.futures",
};

export function completeNames(language: Language): Extension {
  const source = (context: CompletionContext) => namesAt(context, language);
  return pythonLanguage.data.of({ autocomplete: source });
}

export function namesAt(context: CompletionContext, language: Language): CompletionResult | null {
  const word = context.matchBefore(/[\w.]*/);
  if (!word || (!context.explicit && word.from === word.to)) return null;
  const dot = word.text.lastIndexOf(".");
  const before = dot < 0 ? null : word.text.slice(0, dot).split(".").at(-1)!;
  const module = before === null ? null : MODULES[before];
  const all = (names[language] ?? []).filter(({ module: at }) =>
    before === null || module ? at && (!module || at === module) : !at,
  );
  return { from: word.from + dot + 1, options: options(all), validFor: /^\w*$/ };
}

type Name = (typeof names)[string][number];

/** One for each name; of methods that share one, all classes are told. */
function options(all: readonly Name[]): Completion[] {
  const found = new Map<string, Name[]>();
  for (const one of all) found.set(one.name, [...(found.get(one.name) ?? []), one]);
  return [...found].map(([label, same]) => ({
    label,
    type: same[0]!.module ? "class" : "method",
    detail: [...new Set(same.map((one) => one.of ?? one.module!))].join(", "),
    info: [...new Set(same.map(({ call, about }) => (about ? `${call}: ${about}` : call)))].join(
      "\n",
    ),
  }));
}
