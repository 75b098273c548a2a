// What is wrong with the piece on the screen, each thing at its place; what can be mended by a button; and where its page is.
import { ask } from "./api.js";
import { goToBlock } from "./editor.js";
import { button, made } from "./elements.js";
import { _ } from "./say.js";

/** Gives what looks at the piece as it is saved, and shows what it finds. */
export function proofs({ form, view, save, inTurn, leave, tell }) {
  const list = form.querySelector(".findings ul");
  let shown = ""; // what is shown already is left alone: somebody may be in it, and need not hear it again
  const count = form.querySelector(".findings__count");
  const [mend, mends] = [document.getElementById("mend"), document.getElementById("mends")];
  const frame = document.querySelector(".page iframe");
  const source = document.getElementById("source");

  function goTo({ field, block, body_line: line }) {
    const input = field && document.getElementById(`f-${field}`);
    if (input) {
      for (let above = input.closest("details"); above; above = above.parentElement.closest("details")) above.open = true;
      input.focus();
    } else if (!source.hidden) {
      const start = source.value.split("\n").slice(0, line).join("\n").length + (line ? 1 : 0);
      const end = source.value.indexOf("\n", start);
      source.focus();
      source.setSelectionRange(start, end < 0 ? source.value.length : end);
    } else if (block !== null) goToBlock(view, block);
  }

  function row(one) {
    const mark = made("b", {}, one.is_error ? _("错误") : _("提醒"));
    const line = _("第 {line} 行", { line: one.line });
    const text = _("{message}（{code}）", one);
    const lead = button(line, () => goTo(one), { class: "finding__place", title: _("到这个地方"), "aria-label": _("{line}：{text}", { line, text }) });
    const isThere = one.field || one.block !== null;
    return made("li", { class: one.is_error ? "finding finding--error" : "finding" }, mark, " ", ...(isThere ? [lead, " "] : []), text);
  }

  /** Fields say themselves what is wrong with them. */
  function mark(found) {
    for (const input of form.querySelectorAll("[aria-invalid]")) {
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
    }
    for (const [at, { field, is_error: isError }] of found.entries()) {
      const input = field && document.getElementById(`f-${field}`);
      if (!input || input.hasAttribute("aria-describedby")) continue;
      list.children[at].id = `finding-${at}`;
      input.setAttribute("aria-invalid", isError);
      input.setAttribute("aria-describedby", `finding-${at}`);
    }
  }

  function show(findings) {
    shown = JSON.stringify(findings);
    list.replaceChildren(...findings.map(row));
    mark(findings);
    count.textContent = findings.length ? _("{count} 处", { count: findings.length }) : _("没有。");
  }

  function change({ line, before, after }) {
    return made("li", {}, line ? _("第 {line} 行：", { line }) : "", made("del", {}, before), " ", made("ins", {}, after));
  }

  async function write() {
    if (!(await save())) return;
    try {
      await inTurn(() => ask("mend", { path: form.dataset.path, digest: form.dataset.digest, write: true }));
      leave();
    } catch (fault) {
      tell(fault.message);
    }
  }

  mend.addEventListener("click", async () => {
    if (!(await save())) return;
    try {
      const { changes, kept } = await ask("mend", { path: form.dataset.path });
      mends.replaceChildren(...(kept ? [kept] : [made("ul", {}, ...changes.map(change)), button(_("就这样改"), write)]));
      mends.hidden = false;
      mends.focus();
    } catch (fault) {
      tell(fault.message);
    }
  });

  /** Looks; the digest of what is in the file, null when nobody has answered. */
  return async () => {
    let found;
    try {
      found = await ask("proof", { path: form.dataset.path });
    } catch (fault) {
      tell(fault.message);
      return null;
    }
    if (shown !== JSON.stringify(found.findings)) show(found.findings);
    mend.hidden = !found.mends && !found.kept;
    mends.hidden = true;
    const address = `${form.dataset.site.replace(/\/$/, "")}/${found.url}`;
    document.querySelector(".page a").href = address;
    if (found.site !== form.dataset.site) tell(_("采编台重新打开过，旁边的网页跟不上了。请刷新这一页。"));
    // When the desk was opened anew meanwhile, the page may have been asked for while nobody answered.
    if (frame.dataset.shows !== address || form.dataset.run !== found.run) {
      frame.dataset.shows = address;
      form.dataset.run = found.run;
      frame.src = address;
    }
    return found.digest;
  };
}
