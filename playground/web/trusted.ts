/**
 * Trusted Types of the walls around a program. A policy of this name may be made once in each scope, and is made at
 * its start: who comes later gets no other. Where a browser knows no such types, text does.
 */

interface Rules {
  createHTML?: (text: string) => string;
  createScriptURL?: (address: string) => string;
}
interface Policy {
  createHTML(text: string): unknown;
  createScriptURL(address: string): unknown;
}

/** Named in the pages' policy and in the frame's: sitebuild/finish/policy.py and assets/bundle.py. */
const NAME = "python";

function policy(rules: Rules): Policy | undefined {
  const types = (
    globalThis as { trustedTypes?: { createPolicy(name: string, rules: Rules): Policy } }
  ).trustedTypes;
  return types?.createPolicy(NAME, rules);
}

/** For the page: this text and no other may become a document. */
export function only(html: string): unknown {
  return policy({ createHTML: () => html })?.createHTML("") ?? html;
}

/** For the frame: what it has made itself may become a worker. */
export function blobsOnly(): (address: string) => unknown {
  const made = policy({ createScriptURL: (address) => address });
  return (address) => made?.createScriptURL(address) ?? address;
}

/** For the worker: nothing may become code. */
export function nothing(): void {
  policy({});
}
