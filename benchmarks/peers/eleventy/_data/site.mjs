// Reads content/ anew at every build, and gathers what people and topics are pages of.
import { readFileSync, readdirSync } from "node:fs";
import { parse } from "node:path";
import { load } from "js-yaml";

const read = (folder) =>
  readdirSync(`content/${folder}`).map((name) => [
    parse(name).name,
    load(readFileSync(`content/${folder}/${name}`, "utf8")),
  ]);

const records = (named) =>
  new Map(Object.entries(named).map(([id, record]) => [id, { id, ...record, articles: [], quotes: [] }]));

export default function () {
  const names = Object.fromEntries(read("registry"));
  const articles = read("summaries").map(([id, summary]) => ({ id, ...summary }));
  articles.sort((a, b) => b.article.published.localeCompare(a.article.published));
  const people = records(names.people);
  const topics = records(names.topics);
  for (const article of articles) {
    for (const id of article.who) people.get(id)?.articles.push(article);
    for (const id of article.topics) topics.get(id).articles.push(article);
    for (const quote of article.quotes) people.get(quote.speaker).quotes.push({ article, ...quote });
  }
  return { names, articles, people: [...people.values()], topics: [...topics.values()] };
}
