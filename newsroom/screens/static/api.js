// What the screens of the desk ask of the server.
import { _ } from "./say.js";

export class Fault extends Error {
  constructor(message, status, answer) {
    super(message);
    this.status = status;
    this.answer = answer;
  }
}

/** The server's answer to a request in JSON; a `Fault` with what it says is wrong. */
export function ask(name, values) {
  return post(name, { headers: { "Content-Type": "application/json" }, body: JSON.stringify(values) });
}

/** The same for a file, which is sent as it is; `name` may have a query. */
export function send(name, file) {
  return post(name, { body: file });
}

async function post(name, request) {
  let response;
  try {
    response = await fetch(`/api/${name}`, { method: "POST", ...request });
  } catch {
    throw new Fault(_("采编台没有回应。打开采编台的那个窗口要开着；关了，就再打开一次。"), 0, {});
  }
  const text = await response.text();
  let answer = {};
  try {
    answer = JSON.parse(text);
  } catch {
    answer.message = response.status < 500 && text ? text : _("采编台出了错，没有做成。请刷新再试；打开采编台的那个窗口里写着是什么错。");
  }
  if (!response.ok) throw new Fault(answer.message ?? response.statusText, response.status, answer);
  return answer;
}
