export const config = { markdownTemplateEngine: false, htmlTemplateEngine: false };

export default function (eleventy) {
  eleventy.addWatchTarget("content/");
}
