async (portal) => {
  const wrong = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const kept = await (await cache.match(request)).text();
      if (kept.startsWith(portal) || kept === "nonsense") wrong.push(request.url);
    }
  }
  return wrong;
};
