/**
 * A program's recorded run, and what variables held in it, which lie beside the program. Knows where; knows not what is
 * shown of it.
 */

import type { Run, Values } from "../../protocol/record.ts";
import { readRun, readValues } from "../../protocol/validate.ts";

export async function recordOf(section: HTMLElement): Promise<Run> {
  return readRun(await beside(section, ".json"));
}

export async function valuesOfRecord(section: HTMLElement): Promise<readonly Values[]> {
  return readValues(await beside(section, ".values.json"));
}

async function beside(section: HTMLElement, ending: string): Promise<unknown> {
  const program = section.querySelector<HTMLAnchorElement>(".pg-bar a[download]")!.href;
  const response = await fetch(program.replace(/\.py$/, ending));
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response.json();
}
