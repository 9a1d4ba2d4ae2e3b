() => {
  // what an element inherits may begin to move once its parent has arrived
  const moving = () => document.getAnimations().filter((one) => one.playState !== "finished");
  for (let some = moving(); some.length; some = moving()) some.forEach((one) => one.finish());
  const kinds = new Map();
  for (const one of document.querySelectorAll("body, body *")) {
    const above = one.parentElement;
    kinds.set([above.tagName, above.className, one.tagName, one.className].join(" "), one);
  }
  const looks = [];
  for (const [kind, one] of kinds) {
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(one, part);
      if (part && ["none", "normal"].includes(style.content)) continue;
      for (const name of style) {
        if (name.startsWith("--")) continue;
        looks.push(`${kind} ${part ?? ""} ${name}: ${style.getPropertyValue(name)}`);
      }
    }
  }
  return looks;
};
