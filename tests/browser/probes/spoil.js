async (ending) => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      if (!new URL(url).pathname.endsWith(ending)) continue;
      await cache.put(url, new Response("nonsense", { headers: { "Content-Type": "text/css" } }));
      return url;
    }
  }
};
