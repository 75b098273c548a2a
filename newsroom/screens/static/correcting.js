// Corrections (更正) of a piece that readers have seen, and its withdrawal (撤稿): asked for in a dialog, written by the server.
import "./dates.js";
import { button, made } from "./elements.js";
import { _ } from "./say.js";

const block = document.querySelector(".corrections");
const dialog = document.getElementById("correct");
const asked = dialog.querySelector("form");
const [day, text] = [asked.elements.day, asked.elements.text];
const [list, said] = [block.querySelector("ul"), block.querySelector("[role=status]")];
const buttons = { write: document.getElementById("f-correction"), withdraw: document.getElementById("f-withdrawal") };

/** Shows the corrections of the piece. `write` has the server change its file in turn with the saves, and does what it is given when another version was to be looked at first; `status` is the field 状态. */
export function correcting({ status, write }) {
  let shown = JSON.parse(document.getElementById("corrections").textContent);
  let meant = { act: "write", place: null };
  const begun = new Map(); // and not sent, by what is meant

  function show() {
    block.hidden = Boolean(shown.refusal) && !shown.list.length;
    buttons.write.hidden = Boolean(shown.refusal);
    buttons.withdraw.hidden = Boolean(shown.refusal) || (status.value === shown.withdrawn && shown.list.length > 0);
    block.querySelector(".of").hidden = Boolean(shown.refusal);
    list.replaceChildren(...shown.list.map(row));
  }

  function row(one, place) {
    const label = _("修改这一条更正：{text}", { text: `${one.day} ${one.text}` });
    const change = button(_("修改"), () => open("write", place), { id: `f-correction-${place}`, "aria-label": label });
    return made("li", {}, `${one.day} ${one.text} `, change);
  }

  const key = () => JSON.stringify([meant.act, shown.list[meant.place] ?? null]); // places are others when one comes or goes
  const written = () => shown.list[meant.place] ?? { day: shown.today, text: "" };
  const isBegun = () => text.value !== written().text || (meant.place !== null && day.value !== written().day);

  function open(act, place = null, typed = null) {
    meant = { act, place };
    const known = typed ?? begun.get(key()) ?? written();
    for (const one of dialog.querySelectorAll("[data-for]")) one.hidden = one.dataset.for !== act;
    for (const one of dialog.querySelectorAll("button[data-for]")) one.disabled = one.hidden; // Enter presses the first that is not
    dialog.querySelector("[data-act=remove]").hidden = place === null;
    document.getElementById("correct-title").textContent = act === "withdraw" ? _("撤稿") : place === null ? _("更正") : _("改更正");
    [day.value, text.value] = [known.day, known.text];
    fault("");
    dialog.showModal();
    text.focus();
  }

  /** Tells what is wrong at its field, or below all. */
  function fault(message, field = "") {
    for (const [name, input] of Object.entries({ day, text })) {
      document.getElementById(`correct-${name}-fault`).textContent = name === field ? message : "";
      input.setAttribute("aria-invalid", String(name === field));
      if (name === field) input.focus();
    }
    document.getElementById("correct-fault").textContent = field ? "" : message;
  }

  async function send(act) {
    const place = act === "withdraw" ? null : meant.place;
    const was = place === null ? null : shown.list[place];
    fault("");
    dialog.setAttribute("aria-busy", "true");
    try {
      const typed = { day: day.value, text: text.value };
      const answer = await write({ act, place, was, ...typed }, () => open(meant.act, place, typed));
      if (!answer) {
        dialog.close();
        document.querySelector(".conflict button")?.focus();
        return; // another version is to be looked at first
      }
      begun.delete(key());
      shown = answer.corrections;
      before = status.value;
      show();
      [day.value, text.value] = [written().day, written().text];
      dialog.close();
      said.textContent = { write: _("更正写好了。"), withdraw: _("已经撤下，下次出报起读者看不到。要撤回，到“以前的样子”里换回上一版。"), remove: _("这一条去掉了。") }[act];
      (document.getElementById(`f-correction-${place ?? (act === "withdraw" ? 0 : shown.list.length - 1)}`) ?? buttons.write).focus();
    } catch (wrong) {
      fault(wrong.message, wrong.answer?.field);
    } finally {
      dialog.removeAttribute("aria-busy");
    }
  }

  dialog.addEventListener("close", () => {
    if (isBegun()) begun.set(key(), { day: day.value, text: text.value });
    else begun.delete(key());
  });
  addEventListener("beforeunload", (event) => {
    if (begun.size || (dialog.open && isBegun())) event.preventDefault();
  });
  for (const [act, one] of Object.entries(buttons)) one.addEventListener("click", () => open(act));
  asked.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!dialog.hasAttribute("aria-busy")) send(meant.act);
  });
  dialog.querySelector("[data-act=remove]").addEventListener("click", () => dialog.hasAttribute("aria-busy") || send("remove"));
  dialog.querySelector("[data-act=leave]").addEventListener("click", () => dialog.close());
  // Whoever chooses 撤稿 as the state is asked for the reason; the state is written with it.
  let before = status.value;
  status.addEventListener("input", (event) => {
    if (status.value === shown.withdrawn && before !== status.value) {
      event.stopPropagation();
      status.value = before;
      open("withdraw");
    }
    said.textContent = before === shown.withdrawn && before !== status.value ? _("不再是撤稿了。撤稿的原因还列在更正里，读者看得到；不要它，就按“修改”，再按“去掉这一条”。") : "";
    before = status.value;
    show();
  });
  show();
}
