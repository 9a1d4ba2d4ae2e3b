/** How programs look once a reader acts: what no page needs at rest comes with the scripts. Knows no rule of it. */

import css from "strings-looks";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);
