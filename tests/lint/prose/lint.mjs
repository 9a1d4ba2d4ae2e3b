// @ts-check
// Holds texts against the phrases of a language: textlint's kernel with the prh rule. Knows no page:
// reads [{name, rules, text}] from standard input and prints [{name, line, message}].

import { readFileSync } from "node:fs";
import { TextlintKernel } from "@textlint/kernel";
import textPlugin from "@textlint/textlint-plugin-text";
import prh from "textlint-rule-prh";

/** @type {<T>(module: T) => any} What a CommonJS package exports. */
const exported = (module) => /** @type {any} */ (module).default ?? module;
const plugins = [{ pluginId: "text", plugin: exported(textPlugin) }];
const kernel = new TextlintKernel();

/** @type {{name: string, rules: string, text: string}[]} */
const texts = JSON.parse(readFileSync(0, "utf8"));
const found = [];
for (const { name, rules, text } of texts) {
  const options = { rulePaths: [rules] };
  const { messages } = await kernel.lintText(text, {
    ext: ".txt",
    plugins,
    rules: [{ ruleId: "prh", rule: exported(prh), options }],
  });
  for (const { line, message } of messages) found.push({ name, line, message });
}
console.log(JSON.stringify(found));
