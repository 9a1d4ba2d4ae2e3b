// Trusted Types for the whole page (sitebuild/finish/policy.py puts this first in it): what is set as HTML may hold
// marked-up text and drawings and nothing that runs, loads or asks; scripts come from the site's own origin.
// DOMPurify would clean where this refuses, and is 12.3 kB gzipped for each first view where this is 0.9.
(() => {
  if (!self.trustedTypes) return;
  const inert = trustedTypes.createPolicy("inert", { createHTML: (html) => html });
  const parser = new DOMParser();
  const tags = new Set(
    `html head body a abbr article aside b br code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i
    kbd label li mark nav ol p pre s samp section small span strong sub summary sup table tbody td th thead tr ul var
    svg circle defs ellipse g line marker path polygon polyline rect text title tspan`.split(/\s+/),
  );
  const harmless = ({ name, value }) =>
    !/^(on|style$|srcdoc$)/i.test(name) &&
    (!/(href|src|action)$/i.test(name) || /^https?:$/.test(new URL(value, location.href).protocol));
  const check = (html) => {
    for (const one of parser
      .parseFromString(inert.createHTML(html), "text/html")
      .querySelectorAll("*")) {
      if (!tags.has(one.localName) || ![...one.attributes].every(harmless)) return false;
    }
    return true;
  };
  trustedTypes.createPolicy("default", {
    createHTML: (html, _type, sink) =>
      !html.includes("<") || sink.startsWith("DOMParser") || (check(html) && check(`<svg>${html}`))
        ? html
        : null,
    createScriptURL: (address) => {
      const { protocol, origin } = new URL(address, location.href);
      return protocol === location.protocol && origin === location.origin ? address : null; // a blob: has our origin too
    },
    createScript: (text, _type, sink) => (sink.startsWith("HTMLScriptElement") ? text : null),
  });
})();
