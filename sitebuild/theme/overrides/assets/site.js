// What neither Material nor CSS can do: names for what Material makes at run time, exact copies,
// and a way to each other language that keeps page and place. `document$` speaks after each page.

document$.subscribe(() => {
  for (const button of document.querySelectorAll(".md-code__button[data-md-type=copy]")) {
    button.dataset.clipboardText = button.closest("pre").querySelector("code").textContent;
    button.parentElement.setAttribute("role", "none"); // else each block is a nameless landmark
  }
  document.querySelector(".md-dialog").setAttribute("role", "status"); // says "copied"
  if (document.querySelector(".not-found")) return;
  for (const way of document.querySelectorAll(".language-switch")) way.href = inOtherLanguage(way);
});

// Material swaps the page and keeps the header, so the way is told from the address.
function inOtherLanguage(way) {
  const { from, to } = way.dataset; // folders of the languages, below the root
  const root = __md_scope.pathname;
  return root + to + location.pathname.slice((root + from).length);
}

// The header stays when the page beneath it changes: its link is one from the site's root.
const toPlayground = document.querySelector(".playground-link");
if (toPlayground) toPlayground.href = String(toPlayground.href);

// Material looks when a key comes up; what is pasted, spoken or drawn comes without one.
addEventListener("input", ({ target }) => {
  if (target.matches(".md-search__input")) target.dispatchEvent(new Event("keyup"));
});

addEventListener("click", ({ target }) => {
  const way = target.closest(".language-switch");
  if (way) way.hash = location.hash.startsWith("#program=") ? location.hash : headingInView();
});

// The one that the reader came to, if it still shows; else the last one above what is being read.
function headingInView() {
  const headings = [...document.querySelectorAll(".md-content :is(h2, h3)[id]")];
  const top = (heading) => heading.getBoundingClientRect().top;
  const named = headings.find((heading) => `#${heading.id}` === decodeURI(location.hash));
  if (named && top(named) >= 0 && top(named) < innerHeight) return named.id;
  return headings.findLast((heading) => top(heading) < innerHeight / 3)?.id ?? "";
}

// Material keeps hold of a page that the reader has left, all of its elements: take it apart, once
// the playground has closed what was open there.
let shown;
document$.subscribe(() => {
  const left = shown;
  shown = document.querySelector("[data-md-component=container]");
  if (left?.isConnected !== false) return;
  setTimeout(() => left.querySelectorAll("*").forEach((element) => element.replaceChildren()));
});

// The keys on the header's labels (main.html).
addEventListener("keydown", (event) => {
  if (!["Enter", " "].includes(event.key) || !event.target.matches("label > [role=button]")) return;
  event.preventDefault();
  event.target.parentElement.click();
});

// A table that is wider than the screen scrolls by the arrow keys.
function makeTablesReachable() {
  for (const table of document.querySelectorAll(".md-typeset__scrollwrap")) {
    table.tabIndex = table.scrollWidth > table.clientWidth ? 0 : -1;
  }
}
addEventListener("resize", makeTablesReachable);
document$.subscribe(makeTablesReachable);
