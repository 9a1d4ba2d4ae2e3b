globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const { sources, value } of list.getEntries())
    shifts.push({
      value,
      moved: sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.data ?? ""),
    });
}).observe({ type: "layout-shift", buffered: true });
