(() => {
  const names = new Set();
  for (let at = globalThis; at && at !== EventTarget.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  }
  return [...names].sort();
})();
