// Offers links and citations of facts to the clipboard, and the line of each to whoever edits it.
// Without it permalinks lead to the same, and the page's own link to the file.

const words = document.querySelector(".b-take[data-link]")?.dataset;
const page = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];

/** Where a line is edited: while the site is served in an editor, else where the page is. */
const editor = document.querySelector("meta[name=briefing-editor]")?.content;
const file = document.querySelector("a.b-edit");
const atLine = editor ?? file?.dataset.atLine ?? (file && `${file.href}#L{line}`);

/** What an element says, without what only leads elsewhere and without our notes on it. */
const said = (element) => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".b-receipt, .b-permalink, .b-note, .b-take, .b-track").forEach((one) => one.remove());
  return copy.innerText.replace(/\s+/g, " ").replace(/[ ·]+$/, "").trim();
};

const cited = (fact) => {
  const quote = fact.querySelector("blockquote");
  if (!quote) return said(fact);
  const caption = fact.querySelector("figcaption");
  return `${words.quoted.replace("{text}", () => said(quote))}${caption ? ` (${said(caption)})` : ""}`;
};

const button = (label, text) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text());
    made.textContent = words.done;
    setTimeout(() => { made.textContent = label; }, 2000);
  });
  return made;
};

/** The link to the line of a fact, if there is one; its name says which fact. */
const edit = (fact) => {
  const { line } = fact.dataset;
  if (!line || !atLine) return [];
  const made = document.createElement("a");
  made.href = atLine.replaceAll("{line}", line);
  made.textContent = words.edit.replace("{line}", line);
  made.setAttribute("aria-label", `${made.textContent}: ${said(fact).slice(0, 80)}`);
  return [made];
};

const offer = (place, ...ways) => {
  if (!ways.length) return;
  const row = document.createElement("div");
  row.className = "b-take";
  row.setAttribute("aria-live", "polite");
  row.append(...ways);
  place.append(row);
};

if (words) {
  const copies = navigator.clipboard ? (...made) => made.map((one) => button(...one)) : () => [];
  if (editor && file) file.href = editor.replaceAll("{line}", 1);
  const top = document.querySelector(".b-proof");
  if (top) offer(top.parentElement, ...copies([words.page, () => `${document.title}. ${page}`]));
  document.querySelectorAll(".b [id] > .b-receipt").forEach((receipt) => {
    const fact = receipt.parentElement;
    const address = `${page}#${fact.id}`;
    // only when it is opened: a page can hold hundreds
    receipt.addEventListener("toggle", () => {
      if (receipt.querySelector(".b-take")) return;
      const taken = copies(
        [words.link, () => address],
        [words.citation, () => `${cited(fact)}. ${document.title}. ${address}`],
      );
      offer(receipt, ...taken, ...edit(fact));
    });
  });
  document.querySelectorAll(".b-retracted[data-line]").forEach((fact) => offer(fact, ...edit(fact)));
}
