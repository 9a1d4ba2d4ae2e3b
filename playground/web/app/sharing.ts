/** What a reader takes away: a copy, a file, a link; and a link opened. Knows the clipboard and the playground's page. */

import { VERSION } from "../../protocol/constants.ts";
import type { Shared } from "../../protocol/link.ts";
import type { Words } from "../words.ts";
import { make } from "./dom.ts";
import type { Fixed } from "./fixed.ts";
import { LinkError, pack, unpack } from "./link.ts";
import type { Source } from "./source.ts";
import type { Status } from "./status.ts";
import { handOver, wasHandedOver } from "./store.ts";

type Way = Fixed | { readonly seed: number };

export async function linkTo(
  page: string,
  source: string,
  name: string,
  way: Way,
): Promise<string> {
  const { schedule, policy, seed } = {
    schedule: undefined,
    policy: undefined,
    seed: undefined,
    ...way,
  };
  return (
    page + (await pack({ version: VERSION, source, name: fileName(name), schedule, policy, seed }))
  );
}

export async function copy(status: Status, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    status.add("copied");
  } catch {
    status.say("copy_failed");
  }
}

/** As a link may have it: the reader may have called the program anything. */
function fileName(name: string): string {
  const plain = name.replace(/[^\w.-]+/g, "_").slice(0, 80);
  return /[a-z0-9]/i.test(plain) ? plain : "program.py";
}

/** The link leads to the tested file; an edited program is saved as it stands, under its name. */
export function download(
  link: HTMLAnchorElement,
  { source, name }: { readonly source: Source; readonly name: string },
): void {
  link.download = name;
  if (source.text === source.tested) return;
  const tested = link.href;
  link.href = URL.createObjectURL(new Blob([source.text], { type: "text/x-python" }));
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
    link.href = tested;
  }, 1000);
}

/** Copy the link; where that is not allowed, show it, ready to be copied by hand. */
export async function offer(
  status: Status,
  make_link: () => Promise<string>,
  section: HTMLElement,
): Promise<void> {
  section.querySelector(".pg-link")?.remove();
  let link: string;
  try {
    link = await make_link();
  } catch (error) {
    if (error instanceof LinkError) return status.say("too_long");
    throw error;
  }
  try {
    await navigator.clipboard.writeText(link);
    status.add("shared");
  } catch {
    status.say("share_here");
    const field = make("input", {
      class: "pg-link",
      readonly: true,
      value: link,
      "aria-label": link.slice(0, 60),
    });
    section.querySelector("[role=status]")!.after(field);
    field.focus();
    field.select();
  }
}

/** Go to the playground's own page with the program. */
export async function openThere(status: Status, make_link: () => Promise<string>): Promise<void> {
  try {
    const link = await make_link();
    handOver(new URL(link).hash);
    location.assign(link);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    status.say("too_long");
  }
}

/** Where a link is opened. */
interface Opener {
  readonly status: Status;
  readonly words: Words;
  /** What stands there without a link. */
  restore(): Promise<void>;
  /** Whether the reader lets it take the place of what is there; `handed`, by a page of this site. */
  put(shared: Shared, handed: boolean): Promise<boolean>;
}

/** Show what a link holds, ready to run; a link that cannot be read leaves the page as it is. */
export async function openLink(view: Opener, fragment: string): Promise<void> {
  const { status, words } = view;
  try {
    const shared = await unpack(fragment);
    if (!shared) return;
    const handed = wasHandedOver(fragment);
    if (!(await view.put(shared, handed))) return;
    if (handed) return status.text("");
    status.ofText(shared.version === VERSION ? "from_link" : "link_version");
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    await view.restore();
    const why = words[error.reason === "too_long" ? "link_too_long" : "link_damaged"]!;
    status.say("bad_link", { why });
  }
}
