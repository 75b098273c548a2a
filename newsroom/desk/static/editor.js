// The text of a piece as one writes it: a paragraph is a paragraph. What it becomes in the file is decided by the server
// (newsroom/manuscripts/blocks.py); the tree here has the same kinds of blocks, and each keeps the source that it came from.
import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark, wrapIn } from "./vendor/prosemirror-commands.js";
import { history, redo, undo } from "./vendor/prosemirror-history.js";
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "./vendor/prosemirror-inputrules.js";
import { keymap } from "./vendor/prosemirror-keymap.js";
import { Schema } from "./vendor/prosemirror-model.js";
import { liftListItem, splitListItem, wrapInList } from "./vendor/prosemirror-schema-list.js";
import { EditorState, TextSelection } from "./vendor/prosemirror-state.js";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable, tableEditing } from "./vendor/prosemirror-tables.js";
import { EditorView } from "./vendor/prosemirror-view.js";

const kept = { source: { default: null }, before: { default: null } };
const block = (spec, attrs = {}) => ({ ...spec, attrs: { ...kept, ...attrs } });

const nodes = {
  doc: { content: "block+" },
  paragraph: block({ group: "block", content: "inline*", whitespace: "pre", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] }),
  heading: block(
    {
      group: "block",
      content: "inline*",
      marks: "link",
      defining: true,
      parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.min(Math.max(level, 2), 4) } })),
      toDOM: (node) => [`h${node.attrs.level}`, 0],
    },
    { level: { default: 2 } },
  ),
  figure: block(
    {
      group: "block",
      content: "inline*",
      isolating: true,
      draggable: true,
      parseDOM: [{ tag: "figure[data-src]", contentElement: "figcaption", getAttrs: (dom) => ({ src: dom.dataset.src, alt: dom.dataset.alt, title: dom.dataset.title }) }],
      toDOM: (node) => [
        "figure",
        { "data-src": node.attrs.src, "data-alt": node.attrs.alt, "data-title": node.attrs.title },
        ["img", { src: `/content/${node.attrs.src}`, alt: node.attrs.alt, contenteditable: "false" }],
        ["figcaption", { "data-empty": node.content.size ? "" : "图说：是什么、在哪里（谁摄）" }, 0],
      ],
    },
    { src: { default: "" }, alt: { default: "" }, title: { default: "" } },
  ),
  blockquote: block({ group: "block", content: "paragraph+", defining: true, parseDOM: [{ tag: "blockquote" }], toDOM: () => ["blockquote", 0] }),
  bullet_list: block({ group: "block", content: "list_item+", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] }),
  ordered_list: block(
    {
      group: "block",
      content: "list_item+",
      parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ order: dom.start || 1 }) }],
      toDOM: (node) => ["ol", { start: node.attrs.order }, 0],
    },
    { order: { default: 1 } },
  ),
  list_item: { content: "paragraph", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
  table: block({ group: "block", content: "table_row+", tableRole: "table", isolating: true, parseDOM: [{ tag: "table" }], toDOM: () => ["table", ["tbody", 0]] }),
  table_row: { content: "(table_cell | table_header)*", tableRole: "row", parseDOM: [{ tag: "tr" }], toDOM: () => ["tr", 0] },
  table_cell: cell("td", "cell"),
  table_header: cell("th", "header_cell"),
  horizontal_rule: block({ group: "block", parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] }),
  raw: block({ group: "block", content: "text*", marks: "", code: true, defining: true, parseDOM: [{ tag: "pre", preserveWhitespace: "full" }], toDOM: () => ["pre", { "aria-label": "原文" }, 0] }),
  hard_break: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
  text: { group: "inline" },
};

function cell(tag, tableRole) {
  return {
    content: "paragraph",
    attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null }, align: { default: "" } },
    tableRole,
    isolating: true,
    parseDOM: [{ tag, getAttrs: (dom) => ({ align: dom.align || dom.style.textAlign || "" }) }],
    toDOM: (node) => [tag, node.attrs.align ? { style: `text-align: ${node.attrs.align}` } : {}, 0],
  };
}

const marks = {
  strong: { parseDOM: [{ tag: "strong" }, { tag: "b", getAttrs: (dom) => dom.style.fontWeight !== "normal" && null }, { style: "font-weight", getAttrs: (value) => /^(bold|[6-9]00)/.test(value) && null }], toDOM: () => ["strong", 0] },
  link: { attrs: { href: {} }, inclusive: false, parseDOM: [{ tag: "a[href]", getAttrs: (dom) => ({ href: dom.getAttribute("href") }) }], toDOM: (mark) => ["a", { href: mark.attrs.href }, 0] },
};

export const schema = new Schema({ nodes, marks });

const { paragraph, heading, blockquote, bullet_list, ordered_list, list_item, horizontal_rule, hard_break, table, table_row, table_cell, table_header } = schema.nodes;

// What the buttons do; each is a command of ProseMirror: (state, dispatch, view).
export const commands = {
  text: setBlockType(paragraph),
  heading: (state, dispatch) => setBlockType(isIn(state, "heading") ? paragraph : heading, { level: 2 })(state, dispatch),
  strong: toggleMark(schema.marks.strong),
  quote: wrapIn(blockquote),
  bullets: wrapInList(bullet_list),
  numbers: wrapInList(ordered_list),
  rule: (state, dispatch) => dispatch?.(state.tr.replaceSelectionWith(horizontal_rule.create()).scrollIntoView()) ?? true,
  table: insertTable,
  undo,
  redo,
};
export const tableCommands = { row: addRowAfter, column: addColumnAfter, "no-row": deleteRow, "no-column": deleteColumn, "no-table": deleteTable };

export function isIn(state, name) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name === name) return true;
  return false;
}

function insertTable(state, dispatch) {
  if (isInTable(state)) return false;
  const row = (type) => table_row.create(null, [1, 2, 3].map(() => type.createAndFill()));
  const made = table.create(null, [row(table_header), row(table_cell), row(table_cell)]);
  if (dispatch) {
    const place = state.selection.$from.after(1);
    const tr = state.tr.insert(place, made);
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(place + 1))).scrollIntoView());
  }
  return true;
}

const breaks = chainCommands(exitCode, (state, dispatch) => dispatch?.(state.tr.replaceSelectionWith(hard_break.create()).scrollIntoView()) ?? true);
const keys = {
  "Mod-z": undo,
  "Mod-y": redo,
  "Mod-Shift-z": redo,
  "Mod-b": commands.strong,
  "Mod-Alt-0": commands.text,
  "Mod-Alt-2": commands.heading,
  "Mod-Alt-q": commands.quote,
  "Mod-Alt-8": commands.bullets,
  "Mod-Alt-7": commands.numbers,
  "Mod-Alt-t": commands.table,
  Enter: splitListItem(list_item),
  "Shift-Enter": breaks,
  Tab: goToNextCell(1),
  "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(list_item)),
};
const rules = inputRules({
  rules: [
    textblockTypeInputRule(/^(#{2,4})\s$/, heading, (match) => ({ level: match[1].length })),
    wrappingInputRule(/^>\s$/, blockquote),
    wrappingInputRule(/^[-*]\s$/, bullet_list),
    wrappingInputRule(/^(\d+)\.\s$/, ordered_list, (match) => ({ order: Number(match[1]) })),
    new InputRule(/\*\*([^*\s][^*]*)\*\*$/, (state, match, start, end) => state.tr.replaceWith(start, end, schema.text(match[1], [schema.marks.strong.create()])).removeStoredMark(schema.marks.strong)),
  ],
});

// What Word and web pages put on the clipboard beside the text: lists that are paragraphs, indents made of blanks, empty paragraphs.
export function cleaned(html) {
  const page = new DOMParser().parseFromString(html.replace(/<!--\[if[^]*?<!\[endif\]-->/gi, ""), "text/html");
  for (const one of page.querySelectorAll("style, script, meta, link, title, img, o\\:p, [hidden]")) one.remove();
  let list = null;
  for (const one of [...page.querySelectorAll("p, div")]) {
    const style = one.getAttribute("style") ?? "";
    const first = one.textContent.match(/^[\s·•●▪◆■\u00b7\uf0b7\uf06c-]*(?:(\d+)[.．、)])?[\s\u00a0]*/);
    if (/mso-list:(?!\s*none)/i.test(style)) {
      const kind = first[1] ? "OL" : "UL";
      if (list?.tagName !== kind || one.previousElementSibling !== list) {
        list = page.createElement(kind);
        if (first[1]) list.start = Number(first[1]);
        one.before(list);
      }
      const item = list.appendChild(page.createElement("li"));
      item.textContent = one.textContent.slice(first[0].length).trim();
      one.remove();
    } else if (one.tagName === "P" && !one.textContent.trim() && !one.querySelector("table, br")) one.remove();
  }
  const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    text.data = text.data.replace(/[\u00a0\u2002\u2003]/g, " ").replace(/[\u200b\ufeff]/g, "");
    if (!text.previousSibling) text.data = text.data.replace(/^[\s\u3000]+(?=\S)/, (blank) => (blank.includes("\u3000") ? "" : blank));
  }
  return page.body.innerHTML;
}

// Shows a tree in an element. `changed` is called with the view whenever something is another; `files` with pictures that are dropped or pasted.
export function edit(place, document, { changed, files }) {
  const take = (view, event, list) => {
    const pictures = [...(list?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (!pictures.length || list.types.includes("text/html")) return false;
    event.preventDefault();
    files(view, pictures, view.posAtCoords?.({ left: event.clientX ?? 0, top: event.clientY ?? 0 })?.pos);
    return true;
  };
  const view = new EditorView(place, {
    state: EditorState.create({ doc: schema.nodeFromJSON(document), plugins: [rules, keymap(keys), keymap(baseKeymap), history(), tableEditing()] }),
    attributes: { role: "textbox", "aria-multiline": "true", "aria-labelledby": "body-label", id: "body", lang: "zh" },
    transformPastedHTML: cleaned,
    clipboardTextParser: (text, context) => {
      const lines = text.split(/\r?\n/).map((line) => line.replace(/^[\s\u3000]+/, "").trimEnd()).filter(Boolean);
      const parsed = lines.map((line) => paragraph.create(null, schema.text(line)));
      return schema.node("doc", null, parsed.length ? parsed : [paragraph.create()]).slice(0);
    },
    handlePaste: (view, event) => take(view, event, event.clipboardData),
    handleDrop: (view, event) => take(view, event, event.dataTransfer),
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      changed(view, transaction.docChanged);
    },
  });
  return view;
}

// Puts a picture behind the block in which the cursor is, or at a place, and the cursor into its caption.
export function insertFigure(view, attrs, place) {
  const { state } = view;
  const $at = place === undefined ? state.selection.$from : state.doc.resolve(place);
  const after = $at.depth ? $at.after(1) : $at.pos;
  const tr = state.tr.insert(after, schema.nodes.figure.create(attrs));
  view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView());
  view.focus();
}
