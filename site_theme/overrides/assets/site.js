// What neither Material nor CSS can do: names for what Material makes at run time, exact copies,
// and a way to the other language that keeps page and place. `document$` speaks after each page.

document$.subscribe(() => {
  for (const button of document.querySelectorAll(".md-code__button[data-md-type=copy]")) {
    button.dataset.clipboardText = button.closest("pre").querySelector("code").textContent;
    button.parentElement.setAttribute("role", "none"); // else each block is a nameless landmark
  }
  document.querySelector(".md-dialog").setAttribute("role", "status"); // says "copied"
  const way = document.querySelector(".language-switch");
  if (!document.querySelector(".not-found")) way.href = inOtherLanguage();
});

// Material swaps the page and keeps the header, so the way is told from the address.
function inOtherLanguage() {
  const root = __md_scope.pathname;
  const here = location.pathname.slice(root.length);
  return root + (here.startsWith("en/") ? here.slice(3) : "en/" + here);
}

addEventListener("click", ({ target }) => {
  const way = target.closest(".language-switch");
  if (!way) return;
  const passed = [...document.querySelectorAll(".md-content :is(h2, h3)[id]")].filter(
    (heading) => heading.getBoundingClientRect().top < innerHeight / 3,
  );
  way.hash = passed.length ? passed.at(-1).id : "";
});

// A label that acts as a button: Material hears Enter, a button also hears the space bar.
addEventListener("keydown", (event) => {
  if (event.key !== " " || !event.target.matches("label[role=button]")) return;
  event.preventDefault();
  event.target.click();
});
