/** The record of a program's recorded run, which lies beside the program. Knows where; knows not what is shown of it. */

import type { Run } from "../../protocol/record.ts";
import { readRun } from "../../protocol/validate.ts";

export async function recordOf(section: HTMLElement): Promise<Run> {
  const program = section.querySelector<HTMLAnchorElement>(".pg-bar a[download]")!.href;
  const response = await fetch(program.replace(/\.py$/, ".json"));
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return readRun(await response.json());
}
