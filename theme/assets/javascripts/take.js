// Offers links and citations of facts to the clipboard. Without it, permalinks lead to the same.

const words = document.querySelector(".b-take[data-link]")?.dataset;
const page = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];

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

const offer = (place, ...buttons) => {
  const row = document.createElement("div");
  row.className = "b-take";
  row.setAttribute("aria-live", "polite");
  row.append(...buttons);
  place.append(row);
};

if (words && navigator.clipboard) {
  const top = document.querySelector(".b-proof");
  if (top) offer(top.parentElement, button(words.page, () => `${document.title}. ${page}`));
  document.querySelectorAll(".b [id] > .b-receipt").forEach((receipt) => {
    const fact = receipt.parentElement;
    const address = `${page}#${fact.id}`;
    // only when it is opened: a page can hold hundreds
    receipt.addEventListener("toggle", () => {
      if (receipt.querySelector(".b-take")) return;
      offer(
        receipt,
        button(words.link, () => address),
        button(words.citation, () => `${cited(fact)}. ${document.title}. ${address}`),
      );
    });
  });
}
