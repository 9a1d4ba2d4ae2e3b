/** How a terminal writes from here on: bold and the like, colours of ours for 16, 256 or all. Knows no text. */

const ATTRIBUTES: Readonly<Record<number, string>> = {
  1: "bold",
  2: "dim",
  3: "italic",
  4: "underline",
  7: "inverse",
  9: "strike",
};
const ENDS: Readonly<Record<number, readonly string[]>> = {
  21: ["bold"],
  22: ["bold", "dim"],
  23: ["italic"],
  24: ["underline"],
  27: ["inverse"],
  29: ["strike"],
};

export class Style {
  readonly #attributes = new Set<string>();
  #colours = { a: "", b: "" }; // of the letter, of what is behind it

  /** As class names: `a1 bold`. */
  get name(): string {
    return [...this.#attributes, this.#colours.a, this.#colours.b].filter(Boolean).join(" ");
  }

  /** The numbers of one sequence. */
  change(given: readonly number[]): void {
    for (let at = 0; at < given.length; at++) {
      const code = given[at]!;
      const side = (code >= 40 && code < 50) || code >= 100 ? "b" : "a";
      const hue = code % 10;
      if (code === 0) this.#plain();
      else if (ATTRIBUTES[code]) this.#attributes.add(ATTRIBUTES[code]);
      else if (ENDS[code]) for (const one of ENDS[code]) this.#attributes.delete(one);
      else if (code === 38 || code === 48) {
        const [colour, taken] = extended(given, at + 1);
        if (colour !== null) this.#colours[side] = `${side}${colour}`;
        at += taken;
      } else if (code === 39 || code === 49) this.#colours[side] = "";
      else if (code >= 30 && code <= 47 && hue < 8) this.#colours[side] = `${side}${hue}`;
      else if (code >= 90 && code <= 107 && hue < 8) this.#colours[side] = `${side}${bright(hue)}`;
    }
  }

  #plain(): void {
    this.#attributes.clear();
    this.#colours = { a: "", b: "" };
  }
}

/** Of the bright colours, black alone is another: grey. */
function bright(hue: number): number {
  return hue || 8;
}

/** One of 256 colours, or red, green and blue: the nearest of ours, and how many numbers said so. */
function extended(given: readonly number[], at: number): [number | null, number] {
  const [kind, one = 0, two = 0, three = 0] = given.slice(at);
  if (kind === 2) return [nearest(one, two, three), 4];
  if (kind !== 5) return [null, given.length];
  if (one < 8) return [one, 2];
  if (one < 16) return [bright(one - 8), 2];
  if (one >= 232) return [nearest(...grey((one - 232) * 10 + 8)), 2];
  const cube = one - 16;
  return [
    nearest(
      ...([cube / 36, (cube % 36) / 6, cube % 6].map((part) => Math.floor(part) * 51) as [
        number,
        number,
        number,
      ]),
    ),
    2,
  ];
}

function grey(light: number): [number, number, number] {
  return [light, light, light];
}

/** The hue that is nearest: a bit for each of red, green and blue that is strong in it. */
function nearest(red: number, green: number, blue: number): number {
  const [least, most] = [Math.min(red, green, blue), Math.max(red, green, blue)];
  if (most - least < 40) return most < 64 ? 0 : most < 160 ? 8 : 7;
  const middle = (least + most) / 2;
  return Number(red > middle) + 2 * Number(green > middle) + 4 * Number(blue > middle);
}
