// What the screens of the desk ask of the server.

export class Fault extends Error {
  constructor(message, status, answer) {
    super(message);
    this.status = status;
    this.answer = answer;
  }
}

/** The server's answer to a request in JSON; a `Fault` with what it says is wrong. */
export async function ask(name, values) {
  let response;
  try {
    response = await fetch(`/api/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(values),
    });
  } catch {
    throw new Fault("采编台没有回应。请看看运行 linli newsroom 的窗口还开着没有。", 0, {});
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Fault(answer.message ?? response.statusText, response.status, answer);
  return answer;
}
