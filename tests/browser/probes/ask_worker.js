(message) =>
  new Promise((resolve) => {
    globalThis.engine ??= new Worker("/worker.js", { type: "module" });
    const id = (globalThis.number = (globalThis.number ?? 0) + 1);
    engine.addEventListener("message", ({ data }) => data[0] === id && resolve(data[1]));
    engine.postMessage([id, ...message]);
    if (message[0] === "run and stop") setTimeout(() => engine.postMessage([0, "stop"]), 300);
  });
