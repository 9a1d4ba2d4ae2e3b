/** Path data in few bytes: each page has a dozen timelines. Knows no run and no colour. */

/** What is drawn from one point on, and how far from there the pen is left. */
export interface Piece {
  readonly x: number;
  readonly y: number;
  readonly draw: string;
  readonly right: number;
  readonly down: number;
}

export const line = (y: number, from: number, to: number): Piece => ({
  x: from,
  y,
  draw: `h${to - from}`,
  right: to - from,
  down: 0,
});

export const upright = (x: number, y: number, height: number): Piece => ({
  x,
  y,
  draw: `v${height}`,
  right: 0,
  down: height,
});

/** From piece to piece by the way between them: the same steps come again and again, and pack well. */
export function strokes(pieces: readonly Piece[]): string {
  let [x, y] = [0, 0];
  return pieces
    .map((piece, index) => {
      const move = index === 0 ? "M" : "m";
      const text = `${move}${piece.x - x} ${piece.y - y}${piece.draw}`;
      [x, y] = [piece.x + piece.right, piece.y + piece.down];
      return text;
    })
    .join("");
}
