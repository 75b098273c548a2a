// What is wrong with the piece on the screen, each thing at its place; what can be mended by a button; and where its page is.
import { ask } from "./api.js";
import { goToBlock } from "./editor.js";
import { _ } from "./say.js";

/** Gives what looks at the piece as it is saved, and shows what it finds. */
export function proofs({ form, view, save, leave, tell }) {
  const list = form.querySelector(".findings ul");
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
    const item = document.createElement("li");
    item.className = one.is_error ? "finding finding--error" : "finding";
    const mark = Object.assign(document.createElement("b"), { textContent: one.is_error ? _("错误") : _("提醒") });
    const text = _("{message}（{code}）", one);
    if (one.field || one.block !== null) {
      const lead = Object.assign(document.createElement("button"), { type: "button", className: "finding__place", textContent: _("第 {line} 行", { line: one.line }) });
      lead.title = _("到这个地方");
      lead.addEventListener("click", () => goTo(one));
      item.append(mark, " ", lead, " ", text);
    } else item.append(mark, " ", text);
    return item;
  }

  mend.addEventListener("click", async () => {
    await save();
    try {
      const { changes, kept } = await ask("mend", { path: form.dataset.path });
      const rows = document.createElement("ul");
      for (const { line, before, after } of changes) {
        const item = document.createElement("li");
        const [old, now] = [document.createElement("del"), document.createElement("ins")];
        [old.textContent, now.textContent] = [before, after];
        item.append(line ? _("第 {line} 行：", { line }) : "", old, " ", now);
        rows.append(item);
      }
      const write = Object.assign(document.createElement("button"), { type: "button", textContent: _("就这样改") });
      write.addEventListener("click", async () => {
        try {
          await ask("mend", { path: form.dataset.path, digest: form.dataset.digest, write: true });
          leave();
        } catch (fault) {
          tell(fault.message);
        }
      });
      mends.replaceChildren(...(kept ? [kept] : [rows, write]));
      mends.hidden = false;
    } catch (fault) {
      tell(fault.message);
    }
  });

  return async () => {
    let found;
    try {
      found = await ask("proof", { path: form.dataset.path });
    } catch (fault) {
      tell(fault.message);
      return;
    }
    list.replaceChildren(...found.findings.map(row));
    if (!found.findings.length) list.append(Object.assign(document.createElement("li"), { textContent: _("没有。") }));
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
  };
}
