async (portal) => {
  const wrong = [];
  for (const name of await caches.keys()) {
    const shelf = await caches.open(name);
    for (const request of await shelf.keys()) {
      const kept = await (await shelf.match(request)).text();
      if (kept.startsWith(portal) || kept === "nonsense") wrong.push(request.url);
    }
  }
  return wrong;
};
