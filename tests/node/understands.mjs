// Reads a list of Mermaid texts as JSON from standard input and writes, as JSON, what Mermaid understands of each.
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!doctype html><body></body>");
globalThis.window = window;
globalThis.document = window.document;

const { default: mermaid } = await import("mermaid");

// Mermaid keeps "#58;" as a placeholder while it parses, and shows the sign when it draws.
function shown(words) {
  const holder = window.document.createElement("div");
  const plain = words.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  holder.innerHTML = plain.replace(/ﬂ°°/g, "&#").replace(/ﬂ°/g, "&").replace(/¶ß/g, ";");
  return holder.textContent;
}

async function understood(text) {
  try {
    await mermaid.parse(text); // also makes Mermaid load its kinds of diagrams
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    return {
      ok: true,
      title: shown(db.getDiagramTitle()),
      accTitle: shown(db.getAccTitle()),
      accDescr: shown(db.getAccDescription()),
      sections: db.getSections().map(shown),
      tasks: db.getTasks().map((task) => ({
        section: shown(task.section),
        task: shown(task.task),
        score: Number.isNaN(task.score) ? "NaN" : task.score,
        people: task.people.map(shown),
      })),
    };
  } catch (error) {
    return { ok: false, error: String(error.message ?? error) };
  }
}

let input = "";
for await (const part of process.stdin) input += part;
const answers = [];
for (const text of JSON.parse(input)) answers.push(await understood(text));
process.stdout.write(JSON.stringify(answers));
