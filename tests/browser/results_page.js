// A program's section on a real page, with an engine that answers when the test says so: `play` is what a test works with.
import { ClientError } from "../../playground/web/client_error.ts";
import { ProgramView } from "../../playground/web/app/program.ts";
import { pack } from "../../playground/web/app/link.ts";
import { openLink } from "../../playground/web/app/sharing.ts";

/** Asked, and not answered yet. */
const asked = [];
const ask = (request, hooks) =>
  new Promise((resolve, reject) => {
    asked.push({ request, hooks, resolve, reject });
    hooks.signal.addEventListener("abort", () => reject(new ClientError("cancelled")));
  });
const step = (request, choose, hooks) => ask(request, { ...hooks, choose });
const client = { run: ask, explore: ask, step };
const views = new Map();

export function view(program) {
  const section = document.querySelector(`section[data-program="${program}"]`);
  const options = {
    client,
    language: document.documentElement.lang,
    playground: location.origin + location.pathname,
  };
  if (!views.has(program)) views.set(program, new ProgramView(section, options));
  return views.get(program);
}

/** Begin something, and go on at once. */
export function begin(program, action) {
  void view(program).act(action);
}

export async function act(program, action) {
  await view(program).act(action);
}

/** Answer what was asked last: with a record, a verdict, or an error's reason. */
export async function answer(given) {
  const { resolve, reject } = asked.pop();
  if (typeof given === "string") reject(new ClientError(given, "the schedule does not fit"));
  else resolve(given);
  await new Promise((done) => setTimeout(done, 50));
}

/** The same, of what may have been given up meanwhile. */
export async function answer_if_asked(given) {
  if (asked.length) await answer(given);
}

/** Ask what a stepwise run asks; what is chosen is in `chosen`. */
export const chosen = [];
export function question(given) {
  void asked
    .at(-1)
    .hooks.choose(given)
    .then((choice) => chosen.push(choice));
}

export function choices() {
  return chosen;
}

/** Output of what is under way. */
export function prints(text) {
  asked.at(-1).hooks.onOutput([{ time: 0, thread: 1, name: "MainThread", stream: "stdout", text }]);
}

/** How a search stands that is under way; how any work does. */
export function searches(phase, schedules) {
  asked.at(-1).hooks.onProgress({ phase, schedules, of: 2000 });
}

export function stage(at) {
  asked.at(-1).hooks.onStage({ at });
}

export async function link(program, shared) {
  await openLink(view(program), await pack({ version: 1, name: "x.py", ...shared }));
}

/** Close the view, as when the reader turns the page, or comes back. */
export function leave(program) {
  view(program).destroy();
  views.delete(program);
}

/** Close all views, and forget what was asked and chosen. */
export function leaveAll() {
  for (const program of [...views.keys()]) leave(program);
  asked.length = chosen.length = 0;
}
