(path) =>
  new Promise((resolve) => {
    const home = document.querySelector(".md-header__button.md-logo").href;
    const wanted = new URL(path, home).href;
    if (location.href.split("#")[0] === wanted) return resolve();
    const links = [...document.querySelectorAll(".md-nav--primary a")];
    let arrived = -1; // the page that is shown is told of at once
    const listening = document$.subscribe(() => {
      if (++arrived) resolve(listening.unsubscribe());
    });
    links.find((link) => link.href === wanted).click();
  });
