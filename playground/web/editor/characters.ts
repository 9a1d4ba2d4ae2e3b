/**
 * What in a program is not as it looks: characters that are not seen, that turn the text around, that are piled up on one
 * letter. Pure; knows no editor and no language.
 */

import { JOINING, MOST } from "../bounds.ts";

const IGNORED = "\\p{Default_Ignorable_Code_Point}";
const EMOJI = "\\p{Extended_Pictographic}(?:\\ufe0f|\\p{Emoji_Modifier}){0,2}";
/** An emoji may be put together of several by characters that are not seen: such a one is as it looks. */
const WHOLE_EMOJI = `${EMOJI}(?:\\u200d${EMOJI}){0,8}`;
const TURNING = "[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]";
const UNSEEN = `[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\p{Zl}\\p{Zp}${IGNORED}\\ufff9-\\ufffb]`;

/** Finds, in a text or a part of one, what `strangeness` then names. */
export function pattern(): RegExp {
  const piled = `(?<=${JOINING}{${MOST.marks}})${JOINING}+`;
  return new RegExp(`${WHOLE_EMOJI}|${TURNING}+|${UNSEEN}+|${piled}`, "gu");
}

export type Kind = "turning" | "unseen" | "piled";

/** Null for an emoji. */
export function strangeness(found: string): Kind | null {
  if (/^\p{Extended_Pictographic}/u.test(found)) return null;
  if (new RegExp(`^${TURNING}`, "u").test(found)) return "turning";
  return new RegExp(`^${UNSEEN}`, "u").test(found) ? "unseen" : "piled";
}

/** "U+202E", "U+200B ×3". */
export function coded(found: string): string {
  const first = `U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
  return found.length > 2 || (found.length === 2 && found.codePointAt(0)! < 0x10000)
    ? `${first} ×${found.length}`
    : first;
}

export interface Spot {
  readonly kind: Kind;
  readonly code: string;
  readonly line: number;
}

/** The first few strange spots of each kind. */
export function spotsIn(text: string, most: number): Spot[] {
  const spots: Spot[] = [];
  if (/^[\t\n\r -~]*$/.test(text)) return spots;
  const counts = new Map<Kind, number>();
  let [line, at] = [1, 0];
  for (const match of text.matchAll(pattern())) {
    const kind = strangeness(match[0]);
    if (kind === null) continue;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    if (count > most) continue;
    for (
      let next = text.indexOf("\n", at);
      next >= 0 && next < match.index;
      next = text.indexOf("\n", at)
    ) {
      line += 1;
      at = next + 1;
    }
    spots.push({ kind, code: coded(match[0]), line });
  }
  return spots;
}
