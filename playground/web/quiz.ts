/** A quiz that has been opened: counts what the reader ticked rightly. Knows its HTML; knows no program. */

export function tell(quiz: HTMLElement): void {
  const boxes = [...quiz.querySelectorAll<HTMLInputElement>("input")];
  const wrong = boxes.flatMap((box, at) =>
    box.checked === "can" in box.dataset ? [] : String.fromCharCode(65 + at),
  );
  quiz.querySelector("[role=status]")!.textContent = quiz.dataset[
    wrong.length ? "told" : "right"
  ]!.replace("{right}", String(boxes.length - wrong.length))
    .replaceAll("{all}", String(boxes.length))
    .replace("{wrong}", wrong.join(", "));
  if (window.top !== window) return; // in another site's frame, nothing runs
  for (const button of quiz.querySelectorAll("button")) button.hidden = false;
}
